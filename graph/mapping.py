"""Which class and which properties each record becomes: literal tables, read by ``assembly``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.fields import (
    ALT_LABEL,
    DCT,
    FOAF,
    PREF_LABEL,
    SCHEMA,
    SKOS,
    Field,
    NodeMapping,
    concept_of,
    concerned,
    dated,
    departement,
    english,
    feasible,
    feasible_en,
    french,
    observed,
    outside,
    page,
    text,
    thing_of,
    typed,
)
from ontology import iris, records
from ontology import terms as mlg
from ontology.vocabulary import ACTOR_KINDS, TIE_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ACTOR_CLASSES",
    "ALT_LABEL",
    "ATTRIBUTES",
    "DCT",
    "NODES",
    "PREF_LABEL",
    "SKOS",
    "SOURCE_FIELDS",
    "TIE_CLASSES",
    "TIE_LAYERS",
    "Field",
    "NodeMapping",
    "concept_of",
    "dated",
    "english",
    "french",
    "outside",
    "text",
    "thing_of",
]

_GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
_QB = "http://purl.org/linked-data/cube#"

_LABEL = Field("label", SKOS + "prefLabel", french)
_LABEL_EN = Field("label_en", SKOS + "prefLabel", english)
_OF_ACTION = Field("action", mlg.OF_ACTION, thing_of("action"))
_STARTS = Field("start", SCHEMA + "startDate", dated)
_ENDS = Field("end", SCHEMA + "endDate", dated)

NODES: Mapping[type, NodeMapping] = MappingProxyType(
    {
        records.Place: NodeMapping(
            "place",
            (mlg.PLACE,),
            (
                _LABEL,
                Field("code", mlg.INSEE_CODE, text),
                Field("departement", mlg.DEPARTEMENT, text),
                Field("departement", mlg.DEPARTEMENT_LABEL, departement),
                Field("latitude", _GEO + "lat", typed("decimal")),
                Field("longitude", _GEO + "long", typed("decimal")),
            ),
            key="code",
        ),
        records.Actor: NodeMapping(
            "actor",
            (),
            (
                _LABEL,
                _LABEL_EN,
                Field("kind", mlg.KIND, concept_of("actor-kinds")),
                Field("scope", mlg.SCOPE, concept_of("scopes")),
            ),
        ),
        records.Tie: NodeMapping(
            "tie",
            (),
            (
                _LABEL,
                _LABEL_EN,
                Field("kind", mlg.TIE_KIND, concept_of("tie-kinds")),
                Field("status", mlg.STATUS, concept_of("tie-status")),
                _STARTS,
                _ENDS,
            ),
        ),
        records.Involvement: NodeMapping(
            "involvement",
            (mlg.INVOLVEMENT,),
            (
                Field("actor", mlg.INVOLVED_ACTOR, thing_of("actor")),
                Field("role", mlg.INVOLVEMENT_ROLE, concept_of("tie-roles")),
            ),
            french="{actor} ({role})",
            english="{actor} ({role})",
        ),
        records.Person: NodeMapping(
            "person",
            (mlg.PERSON,),
            (Field("name", SKOS + "prefLabel", french),),
        ),
        records.Position: NodeMapping(
            "position",
            (mlg.POSITION,),
            (
                Field("person", mlg.HOLDER, thing_of("person")),
                Field("actor", mlg.IN_ORGANISATION, thing_of("actor")),
                Field("function", mlg.FUNCTION, text),
                Field("role", mlg.PERSON_ROLE, concept_of("person-roles")),
            ),
            french="{person}, {function}",
        ),
        records.Interview: NodeMapping(
            "interview",
            (mlg.INTERVIEW,),
            (
                Field("actor", mlg.INTERVIEWEE, thing_of("actor")),
                Field("role", mlg.INTERVIEW_ROLE, concept_of("actor-roles")),
                Field("document", mlg.INTERVIEWED_FOR, thing_of("source")),
            ),
            french="Entretien avec {actor}",
            english="Interview of {actor}",
        ),
        records.Training: NodeMapping(
            "training",
            (mlg.TRAINING,),
            (
                _LABEL,
                Field("provider", mlg.PROVIDER, thing_of("actor")),
                Field("unit", mlg.DELIVERED_BY, thing_of("actor")),
                Field("place", mlg.LOCATED_IN, thing_of("place")),
                Field("level", mlg.LEVEL, concept_of("cec-levels")),
                Field("level_printed", mlg.LEVEL_PRINTED, text),
                Field("duration", SCHEMA + "timeRequired", typed("duration")),
                Field("duration_printed", mlg.DURATION_PRINTED, text),
                Field("families", mlg.TARGET_FAMILY, concept_of("job-families")),
            ),
        ),
        records.SupportOffer: NodeMapping(
            "offer",
            (mlg.SUPPORT_OFFER,),
            (
                Field("actor", mlg.OFFERED_BY, thing_of("actor")),
                Field("typology", mlg.TYPOLOGY, text),
                Field("services", mlg.SERVICE, concept_of("services")),
            ),
            french="Offre d'accompagnement : {actor}",
            english="Support offer: {actor}",
        ),
        records.Observation: NodeMapping(
            "observation",
            (mlg.OBSERVATION, _QB + "Observation"),
            (
                Field("indicator", mlg.INDICATOR, concept_of("indicators")),
                Field("about", mlg.ABOUT, observed),
                Field("territory", mlg.TERRITORY, concept_of("territories")),
                Field("value", mlg.VALUE, typed("decimal")),
                Field("qualifier", mlg.VALUE_QUALIFIER, concept_of("value-qualifiers")),
                Field("unit", mlg.UNIT, concept_of("units")),
                Field("status", mlg.OBSERVATION_STATUS, concept_of("observation-status")),
                Field("year", mlg.YEAR, dated),
                Field("dataset", mlg.DATASET, text),
            ),
            french="{indicator} : {about}",
            english="{indicator}: {about}",
        ),
        records.Action: NodeMapping(
            "action",
            (mlg.ACTION,),
            (
                _LABEL,
                _LABEL_EN,
                Field("number", mlg.NUMBER, text),
                Field("axis", mlg.AXIS, concept_of("action-axes")),
                Field("national", mlg.NATIONAL_FEASIBILITY, feasible),
                Field("national", mlg.NATIONAL_FEASIBILITY, feasible_en),
            ),
        ),
        records.Target: NodeMapping("target", (mlg.TARGET,), (_LABEL, _OF_ACTION)),
        records.Funding: NodeMapping(
            "funding", (mlg.FUNDING,), (_LABEL, _OF_ACTION, Field("actor", mlg.FUNDER, thing_of("actor")))
        ),
        records.Deadline: NodeMapping(
            "deadline",
            (mlg.DEADLINE,),
            (_LABEL, _OF_ACTION, Field("printed", mlg.PRINTED_DATE, text), _STARTS, _ENDS),
        ),
        records.ActionPoint: NodeMapping(
            "point",
            (mlg.ACTION_POINT,),
            (
                _LABEL,
                _LABEL_EN,
                _OF_ACTION,
                Field("aspect", mlg.ASPECT, concept_of("action-aspects")),
                Field("position", SCHEMA + "position", typed("integer")),
            ),
        ),
        records.Product: NodeMapping("product", (mlg.PRODUCT,), (_LABEL, Field("maker", mlg.MAKER, thing_of("actor")))),
        records.UseCase: NodeMapping(
            "usecase",
            (mlg.USE_CASE,),
            (
                _LABEL,
                _LABEL_EN,
                Field("actor", mlg.IN_ORGANISATION, thing_of("actor")),
                Field("sector", mlg.SECTOR, concept_of("sectors")),
                Field("function", mlg.BUSINESS_FUNCTION, text),
                Field("technology", mlg.TECHNOLOGY, text),
                Field("status", mlg.USE_CASE_STATUS, concept_of("use-case-status")),
                Field("product", mlg.PRODUCT_PROPERTY, thing_of("product")),
                Field("partners", mlg.PARTNER, thing_of("actor")),
            ),
        ),
        records.Finding: NodeMapping(
            "finding",
            (mlg.FINDING,),
            (
                _LABEL,
                _LABEL_EN,
                Field("polarity", mlg.POLARITY, concept_of("finding-polarity")),
                Field("theme", mlg.THEME, french),
                Field("concerns", mlg.CONCERNS, concerned),
            ),
        ),
        records.BenchmarkRegion: NodeMapping(
            "benchmark",
            (mlg.BENCHMARK_REGION,),
            (
                _LABEL,
                Field("theme", mlg.THEME, french),
                Field("territory", mlg.OF_TERRITORY, concept_of("territories")),
            ),
        ),
        records.SuccessFactor: NodeMapping(
            "factor",
            (mlg.SUCCESS_FACTOR,),
            (
                _LABEL,
                _LABEL_EN,
                Field("territory", mlg.OF_TERRITORY, concept_of("territories")),
                Field("factor", mlg.FACTOR, concept_of("success-factors")),
                Field("concerns", mlg.CONCERNS, thing_of("actor")),
            ),
        ),
        records.Publication: NodeMapping(
            "publication",
            (mlg.PUBLICATION,),
            (
                _LABEL,
                Field("label", DCT + "title", text),
                Field("language", DCT + "language", text),
                Field("publishers", DCT + "publisher", thing_of("actor")),
                Field("issued", DCT + "issued", dated),
                Field("url", FOAF + "page", page),
                Field("document", DCT + "isReferencedBy", thing_of("source")),
            ),
            key="publication",
        ),
        records.MainOccupation: NodeMapping(
            "mainoccupation",
            (mlg.MAIN_OCCUPATION,),
            (
                Field("occupation", mlg.OCCUPATION_PROPERTY, thing_of("occupation")),
                Field("sector", mlg.SECTOR, concept_of("sectors")),
                Field("subsector", mlg.SUBSECTOR, text),
                Field("listing", mlg.LISTING, concept_of("occupation-listings")),
                Field("rank", SCHEMA + "position", typed("integer")),
            ),
            french="{occupation}, {sector} : {listing}",
            english="{occupation}, {sector}: {listing}",
        ),
        records.Occupation: NodeMapping(
            "occupation",
            (mlg.OCCUPATION,),
            (
                _LABEL,
                Field("also", SKOS + "altLabel", french),
                Field("family", mlg.IN_FAMILY, concept_of("job-families")),
            ),
        ),
        records.Competency: NodeMapping("competency", (mlg.COMPETENCY,), (_LABEL,)),
        records.Trend: NodeMapping(
            "trend",
            (mlg.OCCUPATION_TREND,),
            (
                Field("occupation", mlg.OCCUPATION_PROPERTY, thing_of("occupation")),
                Field("sector", mlg.SECTOR, concept_of("sectors")),
                Field("trend", mlg.TREND, concept_of("trends")),
            ),
            french="{occupation}, {sector} : {trend}",
            english="{occupation}, {sector}: {trend}",
        ),
        records.CompetencyImpact: NodeMapping(
            "impact",
            (mlg.COMPETENCY_IMPACT,),
            (
                Field("occupation", mlg.OCCUPATION_PROPERTY, thing_of("occupation")),
                Field("competency", mlg.COMPETENCY_PROPERTY, thing_of("competency")),
                Field("sector", mlg.SECTOR, concept_of("sectors")),
                Field("impact", mlg.IMPACT, concept_of("impacts")),
            ),
            french="{occupation}, {competency} : {impact}",
            english="{occupation}, {competency}: {impact}",
        ),
    }
)
"""Record -> node. Spelling, Attribute, Dependency, Contribution, OccupationRole, Specialisation, Requirement and Match
say something of other nodes: see ``assembly``."""

ACTOR_CLASSES: Mapping[str, str] = MappingProxyType({kind.key: iris.term(kind.class_name) for kind in ACTOR_KINDS})
TIE_CLASSES: Mapping[str, str] = MappingProxyType({kind.key: iris.term(kind.class_name) for kind in TIE_KINDS})
TIE_LAYERS: Mapping[str, str] = MappingProxyType({kind.key: kind.layer for kind in TIE_KINDS})

ATTRIBUTES: Mapping[str, Field] = MappingProxyType(
    {
        "role": Field("role", mlg.ROLE, concept_of("actor-roles")),
        "sector": Field("sector", mlg.SECTOR, concept_of("sectors")),
        "place": Field("place", mlg.LOCATED_IN, thing_of("place")),
        "service": Field("service", mlg.SERVICE, concept_of("services")),
        "subfield": Field("subfield", mlg.SUBFIELD, concept_of("subfields")),
        "maturity": Field("maturity", mlg.MATURITY, concept_of("maturity")),
        "size": Field("size", mlg.COMPANY_SIZE, concept_of("company-sizes")),
        "scope": Field("scope", mlg.SCOPE, concept_of("scopes")),
    }
)

SOURCE_FIELDS = (
    Field("title", SKOS + "prefLabel", french),
    Field("title", DCT + "title", french),
    Field("kind", DCT + "type", text),
    Field("issued", DCT + "issued", dated),
    Field("publisher", DCT + "publisher", text),
    Field("licence", DCT + "license", text),
    Field("language", DCT + "language", text),
    Field("url", FOAF + "page", page),
    Field("note", mlg.NOTE, text),
)
