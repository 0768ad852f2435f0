"""Tells in an answer that it was cut, where its format has a place for that."""

from __future__ import annotations

#: What stands for the answer that was cut; what it has comes behind it.
TRUNCATED = "urn:ctkg:truncated:"
_JSON, _XML = b'{"head":{', b"</head>"


def marked(form: str, content: bytes, cut: str) -> bytes:
    """``content`` with a word on where it was cut, as ``rows=10000``.

    SPARQL results in JSON and XML have links in their head, which may lead to anything that is to be known; Turtle and
    its relatives have comments. CSV, TSV and JSON-LD have no place for it.
    """
    link = TRUNCATED + cut.replace(" ", ":")
    if form == "json" and content.startswith(_JSON):
        return _JSON + f'"link":["{link}"],'.encode() + content[len(_JSON) :]
    if form == "xml":
        return content.replace(_XML, f'<link href="{link}"/>'.encode() + _XML, 1)
    if form in ("ttl", "nt", "trig", "nq"):
        return content + f"# truncated: {cut}\n".encode()
    if form == "rdfxml":
        return content + f"\n<!-- truncated: {cut} -->\n".encode()
    return content
