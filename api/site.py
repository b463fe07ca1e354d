"""What the service holds while it runs: settings, release, names, workers, and the pages' templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, select_autoescape

from api.facts import Facts, by_locator
from api.kept import KeptAnswers
from api.names import Names
from api.negotiation import language
from api.release import Release
from api.sandbox import Pool
from api.wording import say
from ontology.version import __version__

if TYPE_CHECKING:
    from starlette.requests import Request

    from api.formats import Format
    from api.settings import Settings

__all__ = ["LANGUAGE_COOKIE", "Site", "alternates", "language_of", "site_of"]

LANGUAGE_COOKIE = "lang"
TRIES = 2
_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Site:
    """One running service over one release."""

    settings: Settings
    release: Release
    names: Names
    pool: Pool
    templates: Environment
    kept: KeptAnswers
    tries: BoundedSemaphore
    """Comparisons that may run at once: each looks at the whole network."""

    @classmethod
    def over(cls, settings: Settings, *, changed: bool = False) -> Site:
        """Open the release that the settings name; ``changed`` when a server's graph is no more what was built here.

        Raises
        ------
        StoreUnavailable
            When there is no store there.
        """
        release = Release(settings, changed=changed)
        environment = Environment(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=select_autoescape(default=True, default_for_string=True),
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["by_locator"] = by_locator
        kept = 0 if settings.is_remote else settings.cache  # nothing tells when a server's graph changes
        return cls(
            settings, release, Names(release), Pool(settings), environment, KeptAnswers(kept), BoundedSemaphore(TRIES)
        )

    def facts(self, request: Request) -> Facts:
        """Return the reader of facts in the language of a request."""
        return Facts(self.release, self.names, language_of(request))

    def page(self, request: Request, template: str, **values: Any) -> str:
        """Return a page in the language of the request."""
        chosen = language_of(request)
        links = _Links(self.settings.root_path, request.query_params.get("lang"))
        return self.templates.get_template(template).render(
            lang=chosen,
            say=lambda key, **places: say(key, chosen, **places),
            url=links.url,
            switch=links.switched(request, "en" if chosen == "fr" else "fr"),
            root=self.settings.root_path,
            version=__version__,
            tag=self.release.tag,
            has=self.release.has,
            alternates=values.pop("alternates", ()),
            **values,
        )


@dataclass(frozen=True, slots=True)
class _Links:
    """Links of a page: under the proxy's path, and keeping the language that the reader chose."""

    root: str
    language: str | None

    def url(self, path: str, **parameters: object) -> str:
        """Return the address of a page of ours; addresses elsewhere are left alone."""
        if not path.startswith("/"):
            return path
        address, _, fragment = path.partition("#")
        chosen = {"lang": self.language} if self.language in {"fr", "en"} else {}
        query = urlencode({name: str(value) for name, value in {**parameters, **chosen}.items() if value is not None})
        mark = "&" if "?" in address else "?"
        return (
            self.root
            + quote(address, safe="/:?&=%~.,;@!$'()*+-_")
            + (mark + query if query else "")
            + ("#" + fragment if fragment else "")
        )

    def switched(self, request: Request, other: str) -> str:
        """Return the address of this page in the other language."""
        kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
        return self.root + quote(request.url.path) + "?" + urlencode([*kept, ("lang", other)])


def site_of(request: Request) -> Site:
    """Return the service that a request came to."""
    found: Site = request.app.state.site
    return found


def language_of(request: Request, usual: str = "fr") -> str:
    """Return the language of a request: ``fr`` or ``en``, or ``usual`` when it prefers none."""
    return language(
        request.headers.get("accept-language"),
        request.query_params.get("lang"),
        request.cookies.get(LANGUAGE_COOKIE),
        usual,
    )


def alternates(path: str, shapes: tuple[Format, ...]) -> tuple[tuple[str, str, str], ...]:
    """Return label, address and media type of the data formats of a page, for links and headers."""
    return tuple((shape.label, f"{path}.{shape.suffix}", shape.media) for shape in shapes)
