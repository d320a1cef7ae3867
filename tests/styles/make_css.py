"""Makes static/css/govuk.css: the rules of govuk-frontend for the blocks that our own files name.

    python -m tests.styles.make_css

A block is what stands before `__` and `--` in a class (`govuk-summary-list`); every variant of a used block stays.
"""

import re
from pathlib import Path

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

ROOT = Path(__file__).resolve().parents[2]
WHOLE = Path(__file__).with_name("govuk-frontend.min.css")
MADE = ROOT / "static" / "css" / "govuk.css"
SOURCES = ("templates/**/*.html", "dsar/web/**/*.py", "static/js/*.js")
_CLASS = re.compile(r"\.(govuk-(?:\\!-)?[a-z0-9-]+)")
_NAMED = re.compile(r"govuk-(?:!-)?[a-z0-9-]+")
_NESTING = {"media", "supports"}


def make() -> str:
    """Give the stylesheet that our files need."""
    return _written(tinycss2.parse_stylesheet(WHOLE.read_text("utf-8"), skip_comments=True), used_blocks())


def used_blocks() -> frozenset[str]:
    """Give the blocks that templates, views and scripts name."""
    texts = (path.read_text("utf-8") for pattern in SOURCES for path in ROOT.glob(pattern))
    return frozenset(_block(name) for text in texts for name in _NAMED.findall(text))


def _block(name: str) -> str:
    return name.partition("__")[0].partition("--")[0].replace("\\", "")


def _written(rules: list[Node], used: frozenset[str]) -> str:
    return "".join(_rule(rule, used) for rule in rules)


def _rule(rule: Node, used: frozenset[str]) -> str:
    if isinstance(rule, QualifiedRule):
        selectors = [one for one in _selectors(rule) if {_block(name) for name in _CLASS.findall(one)} <= used]
        return f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}" if selectors else ""
    if isinstance(rule, AtRule) and rule.lower_at_keyword in _NESTING:
        inside = _written(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), used)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inside}}}" if inside else ""
    return rule.serialize()


def _selectors(rule: QualifiedRule) -> list[str]:
    """Give the selectors of a rule one by one; a comma between brackets is no end."""
    found: list[list[Node]] = [[]]
    for token in rule.prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return [tinycss2.serialize(tokens).strip() for tokens in found]


if __name__ == "__main__":
    MADE.write_text(make(), encoding="utf-8")
    print(f"{MADE.relative_to(ROOT)}: {MADE.stat().st_size} bytes of {WHOLE.stat().st_size}")
