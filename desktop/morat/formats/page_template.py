"""Page templates: Jinja2 in a box, so that a newsroom's own page can do no harm.

A template reads what it is handed (``page_values``) and nothing else: no file, no import, no attribute that
is not one of theirs. What is emitted, filtered, joined or looped over is paid from a budget, so that a page
ends in time and in bounds, on every machine at the same place. Values that are missing are errors, text is
escaped unless it is HTML already.
"""

import re
from collections.abc import Mapping, Sized
from functools import lru_cache
from types import TracebackType
from typing import Any, cast

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, nodes, pass_context
from jinja2.exceptions import SecurityError, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.filters import sync_do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_eval_context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from msgspec import Struct

from morat.assets import resource
from morat.formats.markup import text as as_html
from morat.newsroom.messages import UserError

SHIPPED = "article.html"
"""The page that ships; a newsroom's own may build on it: ``{% extends "article.html" %}``."""
BUDGET = 20_000_000
"""Characters that a page may have and handle beside its body. A turn of a loop costs ``TURN`` of them."""
TURN = 50
_BUDGET = "budget of the page"  # no name that a template can say
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a faulty template raises: Jinja's own errors, and Python's where an expression cannot be."""
_NAMELESS = ("No filter named ", "No test named ", "Encountered unknown tag ")
"""How Jinja begins where a template uses a name that does not exist; the name stands in quotes behind it."""
_SHOWN = 120
"""Characters of a faulty line that are shown."""
_FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("forceescape", "groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min"),
    *("reject", "rejectattr", "reverse", "round", "safe", "select", "selectattr", "sort", "string"),
    *("striptags", "sum", "title", "tojson", "trim", "truncate", "unique", "upper", "urlencode", "wordcount"),
)
"""Jinja's filters that cannot make much out of little."""
_WORD_METHODS = frozenset(("endswith", "lower", "lstrip", "rstrip", "split", "startswith", "strip", "upper"))


class PageTemplate(Struct, frozen=True):
    """A page template: its name (what errors call it), its Jinja2 source, and its style sheet."""

    name: str
    source: str
    style: str


@lru_cache(maxsize=1)
def shipped() -> PageTemplate:
    """Return the template that ships."""
    style = "\n" + resource("templates", "article.css").read_text("utf-8")
    return PageTemplate(SHIPPED, resource("templates", SHIPPED).read_text("utf-8"), style)


def render(template: PageTemplate, values: Mapping[str, object], body: int) -> str:
    """Return the page that ``template`` makes of ``values``; ``body`` is how long the piece's HTML is.

    Raises:
        UserError: ``page-template-wrong``, ``page-template-name``, ``page-template-forbidden`` or
            ``page-template-endless``, each with the line.
    """
    try:
        budget = _Budget(BUDGET + 4 * body)
        return _compiled(template).render({**values, _BUDGET: budget})
    except _FAULTS as error:
        raise _told(template, error) from error


class _SpentError(TemplateError):
    """The budget of a page is used up."""


class _Budget:
    def __init__(self, left: int) -> None:
        self._left = left

    def spend(self, amount: int) -> None:
        self._left -= amount
        if self._left < 0:
            raise _SpentError

    def pay(self, value: object) -> None:
        """Spend what ``value`` is long, with all that is in it."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            self.spend(1 + (len(one) if isinstance(one, Sized) else 0))
            if isinstance(one, Mapping):
                waiting += cast("Mapping[object, object]", one).items()
            elif isinstance(one, list | tuple):
                waiting += cast("list[object]", one)


def _told(template: PageTemplate, error: Exception) -> UserError:
    """Return the error with its place; what Jinja says of it is English, so the line speaks for itself."""
    name, said = template.name, str(error)
    line = error.lineno if isinstance(error, TemplateSyntaxError) else _line(name, error.__traceback__)
    names = re.findall(r"'(\w+)'", said)
    if names and (isinstance(error, UndefinedError) or said.startswith(_NAMELESS)):
        return UserError("page-template-name", name=name, line=line, what=names[-1])
    if isinstance(error, SecurityError):
        return UserError("page-template-forbidden", name=name, line=line)
    if isinstance(error, _SpentError | MemoryError | RecursionError):
        return UserError("page-template-endless", name=name, line=line)
    text = "".join(template.source.split("\n")[line - 1 : line]).strip()
    return UserError("page-template-wrong", name=name, line=line, text=text[:_SHOWN])


def _line(name: str, trace: TracebackType | None) -> int:
    """Return the line of the template ``name`` that an error rose in, the innermost; 1 where it says none."""
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == name:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@lru_cache(maxsize=8)
def _compiled(template: PageTemplate) -> Template:
    code = _box().compile(template.source, template.name, template.name)
    return Template.from_code(_box(), code, _box().make_globals(None))


@lru_cache(maxsize=1)
def _box() -> "_Box":
    box = _Box(
        autoescape=True,
        undefined=StrictUndefined,
        loader=_Loader(),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    filters: Any = box.filters
    ours = {"join": _join, "lines": _lines, "paid": _paid, "turn": _turn}
    box.filters = cast("Any", {name: filters[name] for name in _FILTERS} | ours)
    box.globals = {"range": box.globals["range"]}
    return box


class _Loader(BaseLoader):
    """Knows the shipped template alone: no template reaches a file."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        del environment
        if template != SHIPPED:
            raise SecurityError(template)
        return shipped().source, SHIPPED, None


class _Box(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, narrower: fields of our values, a few methods of text, and a budget."""

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow the fields of our values, ``loop.index`` and its like, ``startswith`` and its like."""
        if isinstance(obj, Struct):
            return attr in obj.__struct_fields__
        if isinstance(obj, str):
            return attr in _WORD_METHODS
        return isinstance(obj, LoopContext) and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with numbers of a usual size, and put texts together."""
        numbers = all(isinstance(one, int | float) and abs(one) < 1e12 for one in (left, right))
        if operator == "**" or not (numbers or (operator == "+" and _both_text(left, right))):
            raise SecurityError(operator)
        return _paid(context, super().call_binop(context, operator, left, right))

    def compile(self, source: Any, *rest: Any, **more: Any) -> Any:
        """Compile the source with its payments in it; ``rest`` begins with the names of template and file."""
        metered: Any = _Meter().visit(self.parse(source, *rest[:2]))
        return cast("Any", super().compile(metered, *rest, **more))


class _Meter(NodeTransformer):
    """Puts the payments into a template: before each turn, around what is emitted, joined and filtered."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's names
        return self._metered(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:  # noqa: N802
        return self._metered(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        return self._metered(node)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [
            one if isinstance(one, nodes.TemplateData) else _filtered(one, "paid") for one in node.nodes
        ]
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.nodes = [_filtered(one, "paid") for one in node.nodes]
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if node.node is not None:
            node.node = _filtered(node.node, "paid")
        return node

    def _metered(self, node: nodes.For | nodes.Macro | nodes.CallBlock) -> nodes.Node:
        literal = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        price = nodes.Const(TURN + literal, lineno=node.lineno)
        node.body.insert(0, nodes.ExprStmt(_filtered(price, "turn"), lineno=node.lineno))
        return node


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


@pass_context
def _paid(context: Context, value: Any) -> Any:
    """Return ``value``, paid."""
    context.parent[_BUDGET].pay(value)
    return value


@pass_context
def _turn(context: Context, price: int) -> None:
    context.parent[_BUDGET].spend(price)


@pass_eval_context
def _join(context: EvalContext, values: Any, between: str = "", attribute: str | None = None) -> str:
    """Join as Jinja does, with a short text between."""
    if len(between) > TURN:
        raise SecurityError("join")
    return sync_do_join(context, values, between, attribute)


def _lines(words: str) -> Markup:
    """Return plain text as HTML, with its line breaks."""
    return Markup(as_html(words))  # noqa: S704 - escaped there


def _both_text(left: object, right: object) -> bool:
    return isinstance(left, str) and isinstance(right, str)
