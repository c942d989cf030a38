"""How the files of a build are written: all or none, and what an earlier build wrote is not made again."""
