"""Industries and technologies: known, declared, framed, taught, made; and which of the two a document takes one for."""
