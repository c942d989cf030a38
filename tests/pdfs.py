"""PDFs for tests, written by hand so that every word stands exactly where a test wants it."""

from collections.abc import Iterable

SIZE = 12  # points: of the letters, which are square

Placed = tuple[float, float, str]  # x and y of a text, from the upper left corner


def pdf(*pages: Iterable[Placed], width: int = 595, height: int = 842) -> bytes:
    """Return a PDF with texts at their places, its letters mapped to Unicode as in PDFs from Word."""
    first = 6
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        " /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        " /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 800]"
        " /Ascent 800 /Descent -200 /CapHeight 800 /ItalicAngle 0 /StemV 80 >> >>",
        _stream(_mapping("".join(text for page in pages for _, _, text in page))),
    ]
    for number, page in enumerate(pages):
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}]"
            f" /Contents {first + 2 * number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
            _stream("\n".join(_shown(x, height - y, text) for x, y, text in page)),
        ]
    return _file(objects)


def _shown(x: float, y: float, text: str) -> str:
    return f"BT /F1 {SIZE} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _mapping(text: str) -> str:
    codes = sorted({f"{ord(character):04x}" for character in text})
    lines = "\n".join(f"<{code}> <{code}>" for code in codes)
    return (
        "/CIDInit /ProcSet findresource begin begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{lines}\nendbfchar\nendcmap end"
    )


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _file(objects: list[str]) -> bytes:
    body, places = "%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")
