"""The keys of the concept schemes, as literal tuples: what tables may write and what loaders check against.

The concepts themselves (labels, definitions, hierarchy, alignments) stand in ``ontology/schemes/*.ttl``; a test
compares both ways.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ontology.subfields import SUBFIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ACTOR_GROUPS", "ACTOR_KINDS", "LAYERS", "SCHEMES", "TIE_KINDS", "ActorKind", "TieKind"]


class ActorKind(NamedTuple):
    """A kind of actor, the local name of its class, and the family that gives it a colour."""

    key: str
    class_name: str
    group: str


class TieKind(NamedTuple):
    """A kind of tie, the local name of its class, and the layer it is drawn and weighed in."""

    key: str
    class_name: str
    layer: str


ACTOR_GROUPS = ("company", "research", "training", "support", "public", "initiative", "event", "collective")

LAYERS = ("structure", "collaboration", "copresence")

ACTOR_KINDS = (
    ActorKind("company", "Company", "company"),
    ActorKind("solution-provider", "SolutionProvider", "company"),
    ActorKind("digital-services", "DigitalServicesCompany", "company"),
    ActorKind("affected-company", "AffectedCompany", "company"),
    ActorKind("consultancy", "Consultancy", "company"),
    ActorKind("research-association", "ResearchOrganisation", "research"),
    ActorKind("laboratory", "ResearchLaboratory", "research"),
    ActorKind("research-team", "ResearchTeam", "research"),
    ActorKind("research-institution", "ResearchInstitution", "research"),
    ActorKind("university", "University", "training"),
    ActorKind("school", "School", "training"),
    ActorKind("department-of-school", "UniversityDepartment", "training"),
    ActorKind("training-company", "TrainingCompany", "training"),
    ActorKind("competitiveness-cluster", "CompetitivenessCluster", "support"),
    ActorKind("cluster", "Cluster", "support"),
    ActorKind("innovation-park", "InnovationPark", "support"),
    ActorKind("excellence-site", "ExcellenceSite", "support"),
    ActorKind("transfer-centre", "TransferCentre", "support"),
    ActorKind("chamber", "Chamber", "support"),
    ActorKind("skills-operator", "SkillsOperator", "support"),
    ActorKind("federation", "Federation", "support"),
    ActorKind("employers-organisation", "EmployersOrganisation", "support"),
    ActorKind("association", "Association", "support"),
    ActorKind("professional-order", "ProfessionalOrder", "support"),
    ActorKind("agency", "Agency", "public"),
    ActorKind("employment-agency", "Agency", "public"),
    ActorKind("public-authority", "PublicAuthority", "public"),
    ActorKind("public-establishment", "PublicEstablishment", "public"),
    ActorKind("public-bank", "PublicBank", "public"),
    ActorKind("alliance", "Alliance", "initiative"),
    ActorKind("initiative", "Initiative", "initiative"),
    ActorKind("project", "Initiative", "initiative"),
    ActorKind("working-group", "Initiative", "initiative"),
    ActorKind("agreement", "Initiative", "initiative"),
    ActorKind("event", "Event", "event"),
    ActorKind("group", "ActorGroup", "collective"),
)

TIE_KINDS = (
    TieKind("supervision", "Supervision", "structure"),
    TieKind("affiliation", "Affiliation", "structure"),
    TieKind("merger", "Merger", "structure"),
    TieKind("doctoral", "DoctoralCollaboration", "collaboration"),
    TieKind("chair", "Chair", "collaboration"),
    TieKind("cocreation", "CoCreation", "collaboration"),
    TieKind("research-collaboration", "ResearchCollaboration", "collaboration"),
    TieKind("provision", "Provision", "collaboration"),
    TieKind("subcontracting", "Subcontracting", "collaboration"),
    TieKind("resource-sharing", "ResourceSharing", "collaboration"),
    TieKind("joint-study", "JointStudy", "collaboration"),
    TieKind("commission", "Commission", "collaboration"),
    TieKind("agreement", "Agreement", "collaboration"),
    TieKind("shared-platform", "SharedPlatform", "collaboration"),
    TieKind("working-relation", "WorkingRelation", "collaboration"),
    TieKind("membership", "Membership", "copresence"),
    TieKind("alliance-participation", "AllianceParticipation", "copresence"),
    TieKind("alliance-support", "AllianceSupport", "copresence"),
    TieKind("organisation", "Organising", "copresence"),
    TieKind("working-group", "WorkingGroupParticipation", "copresence"),
    TieKind("award", "Award", "copresence"),
    TieKind("contribution", "Contribution", "copresence"),
)

# fmt: off
SCHEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "actor-groups": ACTOR_GROUPS,
        "actor-kinds": tuple(kind.key for kind in ACTOR_KINDS),
        "actor-roles": ("impactant", "impacte", "accompagnateur"),
        "person-roles": (
            "interviewee", "author", "speaker", "quoted", "project-team", "mentioned", "past-position",
        ),
        "layers": LAYERS,
        "tie-kinds": tuple(kind.key for kind in TIE_KINDS),
        "tie-roles": (
            "member", "participant", "supporter", "alliance", "supervisor", "supervised", "unit", "parent",
            "company", "academic", "funder", "host", "provider", "user", "client", "contractor", "author",
            "partner", "organiser", "event", "laureate", "awarder", "signatory", "contributor", "commissioner",
            "successor", "predecessor",
        ),
        "tie-status": ("established", "proposed", "ended", "absent"),
        "certainty": ("certain", "likely", "unsure"),
        "scopes": ("regional", "national", "international"),
        "place-basis": ("text", "name", "judgement"),
        "sectors": (
            "transports-logistique-commerce", "tertiaire-superieur", "industrie-mecanique-automobile",
            "banque-assurance", "industrie-transformation", "sante-social", "btp", "agroalimentaire",
            "numerique-communication", "tourisme-loisirs", "proprete-securite", "agriculture", "artisanat",
            "formation-professionnelle", "industrie-culturelle-creative",
            "commerce", "transport-logistique", "banque", "assurance", "pharmacie", "recyclage", "textile",
            "ferroviaire", "automobile", "sante", "energie", "enseignement", "cybersecurite", "jeu-video",
            "industrie", "tertiaire-banque-assurance", "agriculture-agroalimentaire",
            "transversal", "commerce-transport-hebergement-restauration",
            "activites-scientifiques-techniques", "industrie-manufacturiere",
            "metallurgie", "industries-electriques-et-gazieres", "chimie", "relation-client", "tous-secteurs",
        ),
        "cec-levels": ("5", "6", "7", "8"),
        "job-families": (
            "developpement-commercial", "gouvernance", "pilotage-operationnel", "offre-de-services",
            "conception-logiciels", "developpement-tests", "mise-en-production", "exploitation",
            "ia-technicien", "ia-ingenieur", "direction", "autres",
        ),
        "occupation-roles": ("development", "mechanisms", "prescriber", "emerging", "sought"),
        "services": ("competences", "rd", "financement", "animation", "accompagnement"),
        "trends": ("at-risk", "transforming", "new", "little-affected"),
        "impacts": ("untouched", "assisted", "augmented", "replaced", "created"),
        "company-sizes": ("startup", "sme", "mid-size", "large"),
        "maturity": ("pionnier", "engage", "experimentateur", "suiveur"),
        "subfields": SUBFIELDS,
        "indicators": (
            "effectif", "etablissements", "part-emploi", "part-etablissements", "poids-economie", "impact-ia",
            "impact-economique", "maturite", "part-emploi-france", "effectif-fiche", "effectif-dads",
            "emplois-total", "evolution-naturelle", "evolution-ia-technologies-productivite",
            "impact-ia-moyen", "impact-ia-pure", "impact-ia-couplee", "impact-autres-technologies",
            "creation-activite", "diminution-activite", "recrutements-ia", "sensibilisation-formation",
            "emplois-numeriques", "part-emplois-numeriques", "poids-emplois-numeriques-region",
            "poids-emplois-numeriques-france", "rang-emplois-numeriques", "rang-part-emplois-numeriques",
            "evolution-emplois-numeriques", "emplois-numeriques-hors-secteur",
            "part-emplois-numeriques-hors-secteur", "part-emplois-numeriques-dans-secteur",
            "densite-emplois-numeriques", "membres", "permanents", "doctorants", "chercheurs-ia",
            "prix-these-ia", "etablissements-impactants", "entreprises-ia", "startups-ia",
            "part-acteurs-impactants", "part-fournisseurs-solutions", "part-esn", "part-non-specialises",
            "part-esn-non-specialisees", "part-fournisseurs-non-specialises", "part-specialisations",
            "part-effectifs-connus", "acteurs-accompagnateurs", "accompagnateurs-competences",
            "implantations-cci", "opco", "implantations-opco-sante", "poles-competitivite", "clusters",
            "associations-federations", "part-service-accompagnement", "part-service-animation",
            "part-service-rd", "part-service-financement", "recrutements-experts-ia", "profils-experts-ia",
            "salaries-a-sensibiliser", "secteurs-analyses", "sous-secteurs-analyses",
            "metiers-cartographies", "metiers-examines", "metiers-principaux",
            "part-effectifs-metiers-principaux", "familles-metiers", "formations-recensees",
            "familles-visees", "part-formations-territoire", "part-formations-bac-5",
            "part-formations-bac-5-ou-plus", "part-formations-expertise", "formations-ia",
            "levees-de-fonds", "rang-economique", "part-pib", "entreprises", "part-emplois-automatisables",
            "part-metiers-peu-impactes", "part-metiers-en-transformation", "part-metiers-a-risque",
            "offres-emploi-ia", "part-offres-cdi", "poids-offres-emploi-ia",
            "budget", "criteres-proteges", "croissance-supplementaire", "diviseur-temps-analyse", "duree",
            "entreprises-accompagnees", "metiers-emergents", "multiplicateur-malades", "part-cadres",
            "part-conseil-humain", "part-diplomes-superieur", "part-entreprises-industrie", "part-metiers-a-creer",
            "part-offres-ia-commercial-marketing", "part-offres-ia-industrie", "part-offres-ia-informatique-rd",
            "part-offres-ia-services-techniques", "part-salaries-industrie", "part-self-care",
            "part-temps-correction", "participants", "pays-pionniers", "annee-de-creation", "anciennete",
            "ingenieurs-conseil", "ingenieurs-developpeurs", "interactions-par-mois", "langues",
            "part-vente-sortante", "part-relation-client", "part-assistance-technique", "parametres-algorithme",
            "projets-reingenierie", "part-equipe-venue-de-l-industrie", "part-equipe-relation-client", "sites",
            "positions-par-site-minimum", "positions-par-site-maximum", "positions-site-de-tulle",
            "annees-d-usage-du-rpa", "modules-de-test", "membres-des-programmes", "piliers-de-la-demarche",
            "investissement", "recommandations-par-jour", "experts-mobilises", "enregistrements-necessaires",
            "hopitaux-servis", "personnes-servies", "effectif-technique", "taux-de-completion",
            "references-catalogue", "part-digitale", "duree-formation-semaines-minimum",
            "duree-formation-semaines-maximum", "fondateurs", "types-de-roles", "part-membres-enfants",
            "part-membres-superieur", "part-membres-formation-professionnelle", "sujets-de-formation",
            "projets-covid",
            "instituts-carnot", "startups-levees", "industriels-porteurs", "part-polarites", "polarites",
            "entreprises-specialisees", "enseignements", "etablissements-top-30", "laboratoires",
            "definitions-d-un-ecosysteme", "piliers-d-un-ecosysteme", "points-clefs-d-un-ecosysteme",
            "regions-comparees", "domaines-de-recherche", "ressources-par-an", "interfaces",
            "references-d-une-chaine", "solutions-a-l-essai", "part-postes-expertise", "rayon-ecole-ingenieurs",
            "axes", "retombees-ia", "hausse-pib-ia", "part-retombees-ia", "surcroit-croissance-ia",
            "gain-supplementaire-ia", "croissance-brute-ia", "points-perdus-croissance-ia",
            "part-productivite-gains-ia", "part-demande-gains-ia", "entreprises-top-30-numerique",
            "part-startups-ia-monde", "part-economie-mondiale", "startups-ia-top-100", "part-startups-ia-top-100",
            "licornes", "part-licornes", "multiplicateur-startups-ia", "evolution-entreprises-digitalisees",
            "ecart-adoption-big-data", "ecart-outils-ia", "part-deploiement-large-ia", "balance-services-numeriques",
            "part-tic", "diviseur-part-tic", "depense-annuelle-recherche-ia", "budget-hub-ia",
            "budget-calcul-haute-performance", "part-offres-emploi-informatique", "part-actifs-economie-numerique",
            "gain-emplois-numeriques", "rang-evolution-emplois-numeriques",
            "ecart-evolution-emplois-numeriques-hors-ile-de-france",
            "ecart-evolution-emplois-numeriques-pays-de-la-loire", "territoires-cibles", "poles-universitaires",
            "part-entreprises-strategie-ia", "part-entreprises-avantage-concurrentiel",
            "part-entreprises-nouveaux-marches", "part-entreprises-nouveaux-entrants",
            "part-entreprises-concurrents-actuels", "part-entreprises-ia-adoptee", "part-entreprises-projets-ia",
            "part-entreprises-ia-planifiee", "profils-entreprises-ia", "part-potentiel-compris-pionnieres",
            "part-potentiel-compris-experimentatrices", "part-potentiel-compris-suiveuses",
            "part-impact-travail-pionnieres", "surcroit-croissance-pionnieres", "croissance-retardataires",
            "rang-articles-ia", "investissements-publics-prives", "budget-annuel-ia", "contributeurs",
            "emplois-peu-impactes", "emplois-en-transformation", "emplois-a-risque", "part-a-risque-moins-instruits",
            "part-a-risque-diplomes-superieur",
            "part-offres-ia-activite-informatique", "part-offres-ia-conseil-et-gestion",
            "part-offres-ia-cabinets-de-recrutement", "part-offres-ia-ingenierie-et-r-et-d",
            "evolution-emplois-data-scientists", "emplois-data-scientists", "croissance-besoins-competences-numeriques",
            "multiplicateur-offres-emploi-ia", "part-entreprises-besoin-interaction-ia",
            "part-entreprises-besoin-competences-techniques-ia", "part-entreprises-besoin-capacites-manageriales-ia",
            "entreprises-interrogees", "part-emplois-big-data-non-pourvus", "metiers-en-tension",
            "part-jeunes-attires-par-l-informatique", "part-jeunes-non-attires-par-l-informatique",
            "part-attires-grandes-entreprises-numeriques", "part-emplois-resolution-de-problemes",
            "part-emplois-risque-automatisation-etats-unis", "emplois-fort-indice-d-automatisation",
            "distributeurs-top-10-mondial", "distributeurs-top-250-mondial", "magasins-equipes", "hausse-des-ventes",
            "chiffre-d-affaires", "baisse-des-couts-de-transaction", "duree-tache-sans-ia", "duree-tache-avec-ia",
            "investissement-vehicule-autonome", "delai-de-livraison", "part-main-d-oeuvre-cout-transport",
            "feuilles-de-soins", "actes-medicaux", "hospitalisations", "part-prescription-electronique",
            "pays-sans-prescription-electronique", "anticipation", "precision-du-reperage",
        ),
        "units": (
            "persons", "establishments", "percent", "score-1-4", "count", "eur", "rank", "per-thousand",
            "years", "ratio", "year", "kilometres",
            "usd", "points",
            "minutes", "days", "months", "weeks",
        ),
        "observation-status": ("observed", "estimated", "projected"),
        "value-qualifiers": ("about", "at-least", "at-most", "more-than", "less-than"),
        "territories": (
            "hauts-de-france", "france",
            "aisne", "nord", "oise", "pas-de-calais", "somme", "metropole-lilloise", "zone-emploi-lille",
            "zone-emploi-roubaix-tourcoing", "ville-lille", "hors-metropole-lilloise", "ile-de-france",
            "auvergne-rhone-alpes", "occitanie", "pays-de-la-loire",
            "benelux", "union-europeenne", "non-precise",
            "monde", "europe", "europe-du-nord", "europe-du-sud", "etats-unis", "chine", "royaume-uni", "allemagne",
            "finlande", "asie-pays-developpes", "amerique-latine-oceanie-afrique", "ville-paris",
            "espagne",
        ),
        "action-axes": ("competences-formation", "sensibilisation-accompagnement", "visibilite-ecosystemes"),
        "action-aspects": ("stake", "objective", "content", "step", "condition", "indicator"),
        "success-factors": (
            "specialised-fabric", "order-givers", "clusters", "research", "training", "events", "funding", "network",
            "overall",
        ),
        "occupation-listings": ("volume", "specific"),
        "use-case-status": ("in-use", "tested", "in-development", "organised", "planned"),
        "finding-polarity": ("strength", "weakness", "recommendation", "statement"),
    }
)
# fmt: on
"""Scheme name -> keys of its concepts, in the order of the scheme."""
