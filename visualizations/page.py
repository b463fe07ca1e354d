"""What every self-contained page needs: templates, safe JSON, inlined assets, and a policy that forbids the rest."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from ontology.errors import BuildFailed
from ontology.iris import BASE

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["asset", "embedded_json", "environment", "path_of", "policy", "policy_of", "vis_network"]

_FOLDER = Path(__file__).resolve().parent
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the Jinja environment of the templates: everything is escaped, an unknown name is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["path_of"] = path_of
    return made


def path_of(iri: str) -> str:
    """Return the address of one of our things relative to the root of the site; another IRI stays whole.

    >>> path_of("https://w3id.org/maillage/id/actor/cristal")
    'id/actor/cristal'
    """
    return iri.removeprefix(BASE)


def embedded_json(value: object) -> Markup:
    r"""Return JSON that may stand inside a ``script`` element: no tag can open or close in it.

    >>> embedded_json({"label": "</script>"})
    Markup('{"label":"\\u003c/script\\u003e"}')
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return Markup("".join(_UNSAFE.get(sign, sign) for sign in text))  # noqa: S704


def asset(*names: str) -> Markup:
    """Return the text of our own static files, one after the other, ready to stand in a page."""
    texts = ((_FOLDER / "static" / name).read_text(encoding="utf-8").strip() for name in names)
    return Markup("\n".join(texts))  # noqa: S704


@lru_cache(maxsize=1)
def vis_network() -> Markup:
    """Return the script of vis-network that pyvis ships (Apache-2.0 or MIT, notice kept), ready to stand in a page.

    Raises
    ------
    BuildFailed
        When the installed pyvis has no such file.
    """
    spec = find_spec("pyvis")
    found = sorted(Path(spec.origin).parent.glob("lib/vis-*/vis-network.min.js")) if spec and spec.origin else []
    if not found:
        raise BuildFailed("pyvis ships no vis-network script.", remedy="Install the locked dependencies again.")
    text = found[-1].read_text(encoding="utf-8")
    text = re.sub(r"\n//# sourceMappingURL=\S*\s*\Z", "\n", text)
    return Markup(re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE))  # noqa: S704


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a Content-Security-Policy that allows these inline texts, and nothing from anywhere else."""
    allowed: Mapping[str, Iterable[str]] = {"script-src": scripts, "style-src": styles}
    parts = ["default-src 'none'", "img-src data:", "base-uri 'none'", "form-action 'none'"]
    parts += [f"{name} {' '.join(map(_digest, texts))}" for name, texts in allowed.items()]
    return "; ".join(parts)


def policy_of(page: str) -> str:
    """Return the policy that one of our pages carries, for a server to send as a header; empty when it has none."""
    found = _POLICY.search(page)
    return found.group(1) if found else ""


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
