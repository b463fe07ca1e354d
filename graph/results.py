"""Turns analyses into statements, each analysis in a graph of its own, with the version that computed it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from graph.analysis import table
from graph.elision import elided
from graph.rdf import XSD, Iri, Literal, Quad
from ontology import iris
from ontology import terms as mlg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.analysis import Analyses
    from graph.analysis.brokerage import ActorMetrics
    from graph.analysis.clusters import Cluster
    from graph.analysis.communities import Community
    from graph.analysis.introductions import Introduction
    from graph.analysis.links import Suggestion
    from graph.analysis.ties import PairTie
    from graph.analysis.values import ActorRef, Phrase

__all__ = ["GRAPHS", "quads"]

GRAPHS: tuple[tuple[str, str], ...] = (
    ("clusters", "clusters"),
    ("communities", "communities"),
    ("metrics", "brokerage"),
    ("weak-ties", "weak-ties"),
    ("missing-links", "missing-links"),
    ("roster", "roster"),
    ("introductions", "introductions"),
)
"""Name of each graph under ``graph/analysis/`` and the table whose title and reading describe it."""

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_COMMENT = "http://www.w3.org/2000/01/rdf-schema#comment"
_LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
_VERSION = "http://www.w3.org/2002/07/owl#versionInfo"
_TITLE = "http://purl.org/dc/terms/title"
_DESCRIPTION = "http://purl.org/dc/terms/description"

_Statement = tuple[str, Iri | Literal]


def quads(analyses: Analyses) -> Iterator[Quad]:
    """Yield the results as quads, the same ones in the same order for the same analyses.

    Components are those of all the layers of the network, isolates included as components of one; every linked
    pair has its measures in ``weak-ties``. A measure without a value (the constraint of an isolate, the span of a
    bridge) gives no statement.

    Parameters
    ----------
    analyses
        What `graph.analysis.analyse` returned.
    """
    for name, described in GRAPHS:
        yield from _header(analyses, name, described)
    for cluster in analyses.components:
        yield from _quads("clusters", _component(cluster.key), _cluster(cluster))
    for community in analyses.communities.communities:
        yield from _quads("communities", _community(community.key), _community_facts(community))
    components = {member.key: found.key for found in analyses.components for member in found.members}
    communities = {member.key: found.key for found in analyses.communities.communities for member in found.members}
    also = {each.actor.key: each.also for each in analyses.mending.footings if each.also}
    for metrics in sorted(analyses.metrics, key=lambda each: each.actor.key):
        key = metrics.actor.key
        subject = Iri(iris.thing("metrics", key))
        yield from _quads("metrics", subject, _metrics(metrics, components[key], communities.get(key)))
        if key in also:
            yield from _quads("metrics", subject, [(mlg.ALSO_COMMUNITY_OF, _community(also[key] or ""))])
    ranked = {(tie.left.key, tie.right.key): tie for tie in analyses.weak_ties}
    for tie in analyses.ties:
        pair = (tie.left.key, tie.right.key)
        yield from _quads("weak-ties", _pair("metrics", *pair), _tie(ranked.get(pair, tie)))
    for suggestion in analyses.missing_links.suggestions:
        pair = (suggestion.left.key, suggestion.right.key)
        yield from _quads("missing-links", _pair("suggestion", *pair), _suggestion(suggestion))
    if analyses.mending.club.members:
        yield from _quads("roster", Iri(iris.thing("roster", "club")), _roster(analyses))
    for each in analyses.mending.introductions.introductions:
        subject = _pair("introduction", *sorted((each.left.key, each.right.key)))
        yield from _quads("introductions", subject, _introduction(each))


def _header(analyses: Analyses, name: str, described: str) -> Iterator[Quad]:
    graph = iris.analysis_graph(name)
    shown = table(analyses, described)
    facts: list[_Statement] = [
        (_VERSION, Literal(f"maillage {analyses.version}, seed {analyses.seed}, layers {' '.join(analyses.layers)}")),
        (_TITLE, _text(shown.title_fr, "fr")),
        (_TITLE, _text(shown.title_en, "en")),
        (_DESCRIPTION, _text(shown.reading_fr, "fr")),
        (_DESCRIPTION, _text(shown.reading_en, "en")),
    ]
    yield from _quads(name, Iri(graph), facts)


def _quads(name: str, subject: Iri, facts: Iterable[_Statement]) -> Iterator[Quad]:
    graph = Iri(iris.analysis_graph(name))
    for predicate, value in facts:
        yield Quad(subject, Iri(predicate), value, graph)


def _cluster(cluster: Cluster) -> Iterator[_Statement]:
    head = cluster.bridgehead.label
    if cluster.isolated:
        fr, en = f"{head}, sans lien connu", f"{head}, no known tie"
    else:
        fr, en = f"Grappe {cluster.number}, autour {elided(head)}", f"Cluster {cluster.number}, around {head}"
    yield from _typed(mlg.COMPONENT, fr, en)
    yield from _members(cluster.members)


def _community_facts(community: Community) -> Iterator[_Statement]:
    yield from _typed(mlg.COMMUNITY, community.name.fr, community.name.en)
    yield from _members(community.members)


def _members(members: tuple[ActorRef, ...]) -> Iterator[_Statement]:
    yield mlg.SIZE, _integer(len(members))
    for iri in sorted(member.iri for member in members):
        yield mlg.HAS_MEMBER, Iri(iri)


def _metrics(metrics: ActorMetrics, component: str, community: str | None) -> Iterator[_Statement]:
    label = metrics.actor.label
    yield from _typed(mlg.ACTOR_METRICS, f"Mesures {elided(label)}", f"Measures of {label}")
    yield mlg.OF_ACTOR, Iri(metrics.actor.iri)
    yield mlg.DEGREE, _integer(metrics.degree)
    yield mlg.WEIGHTED_DEGREE, _decimal(metrics.weighted_degree)
    yield mlg.BETWEENNESS, _decimal(metrics.betweenness)
    if metrics.constraint is not None:
        yield mlg.CONSTRAINT, _decimal(metrics.constraint)
    if metrics.effective_size is not None:
        yield mlg.EFFECTIVE_SIZE, _decimal(metrics.effective_size)
    yield mlg.IS_ARTICULATION, _boolean(metrics.is_articulation)
    yield mlg.COMPONENT_OF, _component(component)
    if community is not None:
        yield mlg.COMMUNITY_OF, _community(community)
    yield from _comment(metrics.reason)


def _tie(tie: PairTie) -> Iterator[_Statement]:
    yield from _typed(mlg.TIE_METRICS, f"Mesures de la paire {tie.label}", f"Measures of the pair {tie.label}")
    for iri in tie.ties:
        yield mlg.OF_TIE, Iri(iri)
    for actor in (tie.left, tie.right):
        yield mlg.BETWEEN, Iri(actor.iri)
    yield mlg.IS_BRIDGE, _boolean(tie.is_bridge)
    yield mlg.IS_LOCAL_BRIDGE, _boolean(tie.is_local_bridge)
    if tie.span is not None:
        yield mlg.SPAN, _integer(tie.span)
    yield from _comment(tie.sentence)


def _suggestion(suggestion: Suggestion) -> Iterator[_Statement]:
    yield from _typed(mlg.SUGGESTED_TIE, suggestion.label, suggestion.label)
    for actor in (suggestion.left, suggestion.right):
        yield mlg.SUGGESTS, Iri(actor.iri)
    yield mlg.SCORE, _decimal(suggestion.score)
    yield mlg.RANK, _integer(suggestion.rank or 0)
    yield mlg.REASON, _text(suggestion.reason.fr, "fr")
    yield mlg.REASON, _text(suggestion.reason.en, "en")


def _roster(analyses: Analyses) -> Iterator[_Statement]:
    members = tuple(member.actor for member in analyses.mending.club.members)
    yield from _typed(mlg.ROSTER, "Composition proposée du club", "Proposed roster of the club")
    yield from _members(members)


def _introduction(each: Introduction) -> Iterator[_Statement]:
    yield from _typed(mlg.INTRODUCTION, each.label, each.label)
    for iri in sorted((each.left.iri, each.right.iri)):
        yield mlg.SUGGESTS, Iri(iri)
    yield mlg.SCORE, _decimal(each.gain)
    yield mlg.RANK, _integer(each.rank)
    yield mlg.REASON, _text(each.sentence.fr, "fr")
    yield mlg.REASON, _text(each.sentence.en, "en")


def _typed(kind: str, fr: str, en: str) -> Iterator[_Statement]:
    yield _TYPE, Iri(kind)
    yield _LABEL, _text(fr, "fr")
    yield _LABEL, _text(en, "en")


def _comment(phrase: Phrase | None) -> Iterator[_Statement]:
    if phrase is not None:
        yield _COMMENT, _text(phrase.fr, "fr")
        yield _COMMENT, _text(phrase.en, "en")


def _component(key: str) -> Iri:
    return Iri(iris.thing("component", key))


def _community(key: str) -> Iri:
    return Iri(iris.thing("community", key))


def _pair(kind: str, left: str, right: str) -> Iri:
    return Iri(iris.thing(kind, f"{left}.{right}"))


def _text(text: str, language: str) -> Literal:
    return Literal(text, "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", language)


def _integer(number: int) -> Literal:
    return Literal(str(number), XSD + "integer")


def _boolean(flag: bool) -> Literal:
    return Literal("true" if flag else "false", XSD + "boolean")


def _decimal(number: float) -> Literal:
    return Literal(format(Decimal(str(number)).normalize(), "f"), XSD + "decimal")
