"""HTML from a platform becomes plain text that keeps paragraphs, lists and link targets."""

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from sync.text import TEXT_MAX, TITLE_MAX, line, paragraphs, safe_url

HTML_MAX = 500_000
"""Letters of HTML that are looked at: 25 times the longest text that is kept."""

_DROPPED = frozenset(("script", "style", "head", "template", "noscript", "iframe", "object", "svg", "form", "select"))
_BLOCKS = frozenset(
    (
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "figure",
        "figcaption",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "pre",
        "address",
        "hr",
        "fieldset",
        "details",
    )
)
_LINES = frozenset(("li", "tr", "dt", "dd", "br", "summary", "option", "caption"))
_TAG = re.compile(r"<(?:/?[a-zA-Z][a-zA-Z0-9]*(?:[\s/][^<>]*)?>|!--)")


def looks_like_html(text: str) -> bool:
    """Whether a field that may be either (iCalendar, Open311) holds tags; `<https://…>` and `<mail@…>` are none."""
    return bool(_TAG.search(text))


def html_text(html: str | None, limit: int = TEXT_MAX) -> str | None:
    """Plain text of HTML: blocks apart by a blank line, list items by dashes, links as `words (address)`."""
    if not html:
        return None
    if "<" not in html:
        return paragraphs(unescape(html), limit)
    root = LexborHTMLParser(html[:HTML_MAX]).body
    if root is None:
        return None
    parts: list[str] = []
    _walk(root, parts)
    return paragraphs(_joined(parts), limit)


def html_line(html: str | None, limit: int = TITLE_MAX) -> str | None:
    """One clean line of a title that may hold tags and entities (`Kaffee &#038; Kuchen`)."""
    if not html:
        return None
    return line(html_text(html) if "<" in html else unescape(html), limit)


def _joined(parts: list[str]) -> str:
    """Join pieces; blanks around a line end belong to the layout of the HTML, not to the text."""
    text = re.sub(r" *\n *", "\n", "".join(parts))
    return re.sub(r"\n{3,}", "\n\n", text)


def _walk(root: LexborNode, parts: list[str]) -> None:
    """Depth first, without recursion: a page of 100,000 nested tags must not end the program."""
    todo: list[LexborNode | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        if node.is_text_node:
            parts.append(re.sub(r"\s+", " ", node.text_content or ""))
            continue
        tag = node.tag or ""
        if tag in _DROPPED or tag.startswith("-") or tag == "_comment":
            continue
        before, after = _frame(node, tag)
        todo.append(after)
        todo.extend(reversed(list(node.iter(include_text=True))))
        todo.append(before)


def _frame(node: LexborNode, tag: str) -> tuple[str, str]:
    """What stands before and after the contents of one element."""
    if tag in _BLOCKS:
        return "\n\n", "\n\n"
    if tag == "li":
        return "\n– ", ""
    if tag in _LINES:
        return "\n", ""
    if tag in ("td", "th"):
        return "", " "
    if tag == "a":
        return "", _target(node)
    return "", ""


def _target(node: LexborNode) -> str:
    """The address of a link, where it says more than its words; mail addresses and telephone numbers stay words."""
    href = (node.attributes.get("href") or "").strip()
    words = node.text(deep=True, strip=True)
    if href.lower().startswith(("mailto:", "tel:")):
        name = href.split(":", 1)[1].split("?", 1)[0]
        return "" if name in words or not name else f" ({name})"
    url = safe_url(href)
    bare = url.split("://", 1)[1].rstrip("/") if url else ""
    return "" if not url or bare in words else f" ({url})"
