"""Texts that break what does not expect them, and any others."""

from hypothesis import strategies as st

HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(
    [
        '"',
        "\\",
        '"""',
        "a\r\nb",
        "\t",
        "<>",
        "</script>",
        "\x00\x01",
        "\ud800",
        "\ufffe",
        "𠀀",
        "苏" * 10_000,
        "e\u0301",
        "\\u0041",
        "} UNION {",
        "} DROP ALL #",
    ]
)
