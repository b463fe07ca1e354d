"""How annex 2 words things: what AI does, broken competencies put right, occupations printed under two names."""

from __future__ import annotations

__all__ = ["CLOSE", "CORRECTED", "GUESSED", "IMPACTS", "KEYS", "LABELS", "SAME"]

IMPACTS = (
    ("non touchée", "untouched"),
    ("en assistance", "assisted"),
    ("en augmentation", "augmented"),
    ("en remplacement", "replaced"),
    ("création", "created"),
)
"""The wording of an impact with its key; one cell may print two. No table of the annex prints a creation."""

CORRECTED = (
    ("Contrôler la qualité des production réalisées", "Contrôler la qualité des productions réalisées"),
    (
        "Analyser les besoins en mécanique d'une production et définir le cahier des charges en conséquent",
        "Analyser les besoins en mécanique d'une production et définir le cahier des charges en conséquence",
    ),
    (
        "Entretien et maintenir les systèmes et matériels conduits",
        "Entretenir et maintenir les systèmes et matériels conduits",
    ),
    (
        "Animer de l'équipe de techniciens d'information médicale (TIM)",
        "Animer l'équipe de techniciens d'information médicale (TIM)",
    ),
    (
        "Contrôler la qualité en cours de production et mettre en œuvre de mesures correctives",
        "Contrôler la qualité en cours de production et mettre en œuvre des mesures correctives",
    ),
    (
        "Clôturer le chantier (documentations, plans de recouvrement...)",
        "Clôturer le chantier (documentations, plans de récolement...)",
    ),
    (
        "Entretien des espaces verts (débranchage, arrosage, désherbage...)",
        "Entretien des espaces verts (ébranchage, arrosage, désherbage...)",
    ),
    (
        "Effectuer des opérations d'achat et ou de vente de titres",
        "Effectuer des opérations d'achat et/ou de vente de titres",
    ),
    (
        "Effectuer une veille permanente pour se tenir informer des évolutions de son marché",
        "Effectuer une veille permanente pour se tenir informé des évolutions de son marché",
    ),
    (
        "Rédiger les dossiers de spécifications globale et détaillé",
        "Rédiger les dossiers de spécifications globales et détaillées",
    ),
    (
        "Organiser des réunions, prendre en notes les échanges et rédiger les comptes rendus",
        "Organiser des réunions, prendre en note les échanges et rédiger les comptes rendus",
    ),
    (
        "Analyser et transmettre les informations aux équipes de direction, socioéducatives, médico-psychologiques "
        "et médico-sociale",
        "Analyser et transmettre les informations aux équipes de direction, socioéducatives, médico-psychologiques "
        "et médico-sociales",
    ),
    (
        "Assurer le bon état marchand de son rayon ou son magasin et met en valeur les produits, en accord avec le "
        "merchandising de l'entreprise",
        "Assurer le bon état marchand de son rayon ou son magasin et mettre en valeur les produits, en accord avec "
        "le merchandising de l'entreprise",
    ),
    (
        "Conseiller et informer les collaborateurs sur des questions législatives et juridiques (litiges, évolutions "
        "des règles et des lois, optimisation des règles fiscales, plan social...) et en proposer des solutions",
        "Conseiller et informer les collaborateurs sur des questions législatives et juridiques (litiges, évolutions "
        "des règles et des lois, optimisation des règles fiscales, plan social...) et proposer des solutions",
    ),
    (
        "Mettre en œuvre la procédure marche /arrêt selon les indications du manuel de poste et du dossier machine",
        "Mettre en œuvre la procédure marche/arrêt selon les indications du manuel de poste et du dossier machine",
    ),
    (
        "Connaitre les méthodologies et les normes d'audit établies",
        "Connaître les méthodologies et les normes d'audit établies",
    ),
    (
        "Connaître la méthodologie des essais cliniques, la technique d'analyse scientifiques et maîtriser son domaine "
        "thérapeutique et ses produits",
        "Connaître la méthodologie des essais cliniques, la technique d'analyse scientifique et maîtriser son domaine "
        "thérapeutique et ses produits",
    ),
    (
        "Diagnostiquer un dysfonctionnement sur des équipements pluri technologiques",
        "Diagnostiquer un dysfonctionnement sur des équipements pluri-technologiques",
    ),
)
"""Competencies whose print is broken: as printed (without its full stop), as it must read."""

GUESSED = (
    "Clôturer le chantier (documentations, plans de recouvrement...)",
    "Entretien des espaces verts (débranchage, arrosage, désherbage...)",
)
"""Those of them whose right form is a guess of ours."""

LABELS = (
    (
        "Maçons Electriciens Plombiers et chauffagistes Peintre Couvreurs",
        "Maçons, électriciens, plombiers et chauffagistes, peintres, couvreurs",
    ),
    (
        "Référént Médical Régional / Medical Scientific Liaison",
        "Référent Médical Régional / Medical Scientific Liaison",
    ),
    (
        "Expert-comptable et ou Commissaire aux comptes, responsable de cabinet",
        "Expert-comptable et/ou commissaire aux comptes, responsable de cabinet",
    ),
)
"""Occupations whose print is broken: as printed, as it must read."""

SAME = (
    ("Chef de projet SI", "chef-de-projets-si", "au pluriel près"),
    ("Ouvrier de production non qualifié", "ouvrier-de-production-non-qualifies", "au pluriel près"),
    (
        "Cadre chargé d'études économiques, financières, commerciales",
        "cadre-charge-d-etude-economiques-financieres-et-commerciales",
        "au pluriel et à la virgule près",
    ),
    ("Conseiller technique culture / élevage", "conseiller-technique-culture-ou-elevage", "à la barre oblique près"),
    ("Déclarant en douane", "declarant-de-douane", "à la préposition près"),
    ("Hôte de caisse/accueil", "hote-de-caisse-et-d-accueil", "à la barre oblique près"),
    ("Responsable qualité/risques", "responsable-qualite-et-risques", "à la barre oblique près"),
    (
        "Pilotes d'installation lourde des industries de transformation : agroalimentaire, chimie, plasturgie, énergie",
        "pilote-d-installation-lourde-des-industries-de-transformation",
        "à l'énumération près",
    ),
)
"""Occupations that are the same as another one up to a number or a linking word: as printed, key, difference."""

KEYS = (
    ("Conducteurs livreurs, coursiers", "conducteur-livreur-coursier"),
    (
        "Directeurs, responsables de programmation et de production de l'audiovisuel et des spectacles",
        "directeur-responsable-de-programmation-et-de-production-de-l-audiovisuel-et-des-spectacles",
    ),
    ("Ingénieur systèmes", "ingenieur-systemes"),
    (
        "Maçons Electriciens Plombiers et chauffagistes Peintre Couvreurs",
        "macon-electricien-plombier-et-chauffagiste-peintre-couvreur",
    ),
    ("Médecins hospitaliers sans activité libérale", "medecin-hospitalier-sans-activite-liberale"),
    ("Opérateur matériaux composites", "operateur-materiaux-composites"),
)
"""Occupations whose key the general rule would spoil: as printed, key."""

CLOSE = (
    ("Opérateur de production", ("operateur",)),
    ("Superviseur de production / chef d'atelier", ("superviseur-de-production",)),
    (
        "Ingénieurs et cadres de fabrication des industries de transformation dont industrie agroalimentaire",
        ("ingenieur-et-cadres-de-fabrication-des-industries-de-transformation-agroalimentaire",),
    ),
    ("Chargé de clientèle particuliers ou professionnels", ("charge-de-clientele",)),
    (
        "Technicien d'actuariat / Chargé d'études actuarielles",
        ("technicien-d-actuariat", "charge-d-etudes-actuarielles"),
    ),
    ("Cadre commercial de la banque / assurance", ("cadre-commercial-de-la-banque",)),
    (
        "Chef d'établissement et responsable de l'exploitation",
        ("chef-d-etablissements-et-responsables-de-l-exploitation-bancaire",),
    ),
    ("Chef de chantier / conducteur de travaux", ("chef-de-chantier",)),
    ("Maçons Electriciens Plombiers et chauffagistes Peintre Couvreurs", ("ouvrier-du-batiment",)),
    ("Analyste de laboratoire textile", ("analyste-de-laboratoire",)),
    ("Concepteur-rédacteur / rédacteur web", ("concepteur-redacteur", "redacteur-web")),
    (
        "Agent de sécurité et sûreté (télésurveillance, sécurité magasin, sûreté aéroportuaire...)",
        ("agent-de-securite",),
    ),
    ("Médecins hospitaliers sans activité libérale", ("medecin-hospitalier",)),
    ("Conducteurs routiers et grands routiers", ("conducteur-routier",)),
    ("Conducteurs livreurs, coursiers", ("livreur",)),
    ("Ouvriers du tri, de l'emballage, de l'expédition, non qualifiés", ("ouvrier-du-tri",)),
    (
        "Techniciens commerciaux et technico-commerciaux, représentants auprès de particuliers",
        ("technicien-commercial",),
    ),
    ("Vendeur conseil en magasin", ("vendeur",)),
    ("Vendeur conseil à distance", ("vendeur",)),
    ("Directeur et chargé de recherche de la recherche publique", ("directeur-de-recherche-de-la-recherche-publique",)),
    ("Cadre spécialiste des ressources humaines et du recrutement", ("cadre-specialiste-des-rh",)),
)
"""Occupations whose name is longer or more precise than one of section II.2.3; kept apart: as printed, close keys."""
