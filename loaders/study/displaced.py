"""The rows of annex 2 that stand beside the wrong occupation, each with the occupation it belongs to and why.

Every row that is not named here belongs to the last occupation printed at or above it. What decides, in this
order: the same block printed right elsewhere in the annex; the subject of the competency; its place between two
rows whose occupation is sure. A label is never printed below the first row of its block, only above it.
Reasons are published in the notes of ``impacts.csv``, hence in French.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["DISPLACED", "REPEATED", "Reading"]


class Reading(NamedTuple):
    """Rows ``first`` to ``last`` belong to ``occupation``, the label as the same table prints it."""

    first: int
    last: int
    occupation: str
    certainty: str
    reason: str


REPEATED = ((3879, 3878),)
"""Rows that print the row above a second time, with a label repeated after a page break: the copy, the original."""

_INDUSTRIAL_CONTROL = "Techniciens de production et de contrôle-qualité des industries de transformation"
_MECHANICAL_CONTROL = (
    "Techniciens de fabrication et de contrôle-qualité en construction mécanique et travail des métaux"
)
_MAKERS = "Maçons Electriciens Plombiers et chauffagistes Peintre Couvreurs"
_BUILDING = "Ingénieurs et cadres d'étude du bâtiment et des travaux publics"
_DIM = "Médecin DIM (Département d'information médicale)"
_REPRESENTATIVES = "Techniciens commerciaux et technico-commerciaux, représentants auprès de particuliers"
_SERIES = "Monteurs qualifiés d'ensembles mécaniques travaillant en moyenne ou en grande série"
_ACCOUNTANT = "Expert-comptable et ou Commissaire aux comptes, responsable de cabinet"
_DEVELOPMENT = "Techniciens de R&D et des méthodes de production des industries de transformation"
_HOME = "Aides à domicile, aides ménagères, travailleuses familiales"
_DIRECTORS = "Directeurs, responsables de programmation et de production de l'audiovisuel et des spectacles"
_CUSTOMERS = "Chargé de clientèle particuliers ou professionnels"
_WORKS = "Chef de chantier / conducteur de travaux"

# fmt: off
DISPLACED = (
    # Banque et assurance
    Reading(3271, 3271, _CUSTOMERS, "likely",
            "le portefeuille de clients est celui du chargé de clientèle ; les sinistres commencent aux règles des "
            "contrats (3272)"),
    Reading(3275, 3275, "Gestionnaire des sinistres conventionnels", "likely",
            "les entretiens suivent l'analyse du besoin du client ; l'analyste commence à l'identification des "
            "risques (3276)"),
    Reading(3279, 3279, "Analyste risques", "likely",
            "le suivi des opérations bancaires n'est pas de l'actuariat, qui commence à la tarification (3280)"),
    # BTP
    Reading(3359, 3359, _WORKS, "likely",
            "clore le projet (facturation, résultats) achève le travail de celui qui le met au point"),
    Reading(3363, 3364, _MAKERS, "likely",
            "on remonte les informations au chef de chantier ; les réseaux commencent à la lecture de leurs plans "
            "(3365)"),
    Reading(3367, 3367, "Monteur de réseaux", "likely",
            "chaque métier de chantier finit par la clôture ; les engins ont la leur (3370)"),
    Reading(3381, 3381, _BUILDING, "likely",
            "lu comme imprimé : aucun label de cette page n'est déplacé, ses trois métiers ont alors quatre lignes "
            "chacun, et deux listes finissent par l'animation des réunions (3380, 3384)"),
    # Industrie de transformation
    Reading(3599, 3599, "Spécialiste des procédés de contrôle de raffinage", "likely",
            "les fiches de fabrication et modes opératoires sont ceux du procédé ; le projet commence aux études de "
            "conception (3600)"),
    Reading(3602, 3603, "Responsable de projets en installations et équipements", "likely",
            "fournisseurs et plans d'un projet ; la métrologie commence aux appareils de mesure (3604)"),
    Reading(3613, 3613, "Chercheur / Développeur de procédés de raffinage", "likely",
            "deux veilles pour deux métiers : celle des brevets est la seconde (3617)"),
    Reading(3617, 3617, "Spécialiste en brevets et propriété industrielle", "likely",
            "le bloc des pilotes a trois lignes partout ailleurs (3654-3656, 3688-3690) et commence au pilotage"),
    Reading(3633, 3633, "Chercheur en biotechnologie / chimie", "likely",
            "les outils de veille closent la liste de la recherche ; la toxicologie commence aux dossiers des "
            "substances (3634) et aucun métier de ces pages n'a plus de quatre lignes"),
    Reading(3647, 3647, "Technicien(ne) formulation", "likely",
            "protocoles d'emploi et fiches techniques des produits ; le bloc du contrôle-qualité est celui de "
            "3671-3673"),
    Reading(3650, 3650, _INDUSTRIAL_CONTROL, "likely",
            "même bloc de trois lignes en 3671-3673"),
    Reading(3653, 3653, _DEVELOPMENT, "likely",
            "le bloc des pilotes a trois lignes partout ailleurs (3618-3620, 3688-3690) et commence au pilotage"),
    Reading(3666, 3666, "Conducteur de procédé de fabrication biotech", "likely",
            "nettoyer et stériliser le matériel relève de la fabrication"),
    Reading(3669, 3670, "Référént Médical Régional / Medical Scientific Liaison", "likely",
            "protocoles cliniques ; le bloc du contrôle-qualité est celui de 3648-3650"),
    Reading(3683, 3683, "Bio-informaticien", "likely",
            "la modélisation informatique de processus biologiques est de la bio-informatique"),
    Reading(3687, 3687, "Ingénieur en nanotechnologies", "likely",
            "le bloc des pilotes a trois lignes partout ailleurs (3618-3620, 3654-3656) et commence au pilotage"),
    Reading(3702, 3702, "Chaudronnier plastique", "likely",
            "le traçage assisté par ordinateur est de la chaudronnerie ; l'outilleur commence aux défauts des "
            "outillages (3703)"),
    Reading(3706, 3706, "Outilleur", "likely",
            "les outils de coupe sont de l'outillage"),
    Reading(3710, 3710, "Technicien Bureau d'Etude", "likely",
            "la modélisation des pièces en 3D est du bureau d'étude"),
    # Métallurgie et industrie mécanique
    Reading(3842, 3842, "Chaudronnier", "likely",
            "les métiers spécifiques de ces pages ont quatre lignes ; le métallier commence à la découpe des "
            "profilés (3843)"),
    Reading(3845, 3846, "Métallier-Charpentier", "likely",
            "gabarits et assemblages, avant la réalisation des soudures (3847)"),
    Reading(3848, 3850, "Soudeur", "likely",
            "poste de soudure et qualité des soudures"),
    Reading(3851, 3852, "Ouvrier de production non qualifié", "likely",
            "mêmes deux lignes pour les ouvriers non qualifiés en 3895-3896 et 3961-3962"),
    Reading(3854, 3856, "Micromécanicien", "likely",
            "ajustage, mise en forme et assemblage mécaniques ; les techniciens ont le bloc de 3963-3965"),
    Reading(3857, 3859, _MECHANICAL_CONTROL, "likely",
            "même bloc de trois lignes en 3963-3965 ; l'automaticien a celui de 3913-3914"),
    Reading(3867, 3867, "Bobinier en matériel électrique", "likely",
            "la réparation du défaut suit le bobinage ; le câblage commence au schéma de montage (3868)"),
    Reading(3870, 3871, "Monteur - câbleur", "likely",
            "connexion électrique et éléments défectueux ne sont pas de l'ordonnancement"),
    Reading(3873, 3875, "Responsable ordonnancement", "likely",
            "calendrier, charge et flux de production"),
    Reading(3886, 3886, "Intégrateur en production électronique", "likely",
            "l'analyse des anomalies suit les essais du produit ; le technicien commence à la simulation (3887) et "
            "les métiers spécifiques de ces pages ont quatre lignes"),
    Reading(3889, 3889, "Technicien en électronique", "likely",
            "les nomenclatures vont avec les schémas et plans (3888)"),
    Reading(3890, 3890, "Technicien en électronique", "likely",
            "la partie programmée du système électronique reprend 3888 ; la mécatronique commence aux systèmes « "
            "intelligents » (3891) et les métiers spécifiques de ces pages ont quatre lignes"),
    Reading(3892, 3894, "Mécatronicien", "likely",
            "automatismes et lien entre mécanique et électronique ; l'ouvrier non qualifié a le bloc de 3961-3962"),
    Reading(3895, 3896, "Ouvrier non qualifié de l'électricité et de l'électronique", "likely",
            "mêmes deux lignes pour les ouvriers non qualifiés en 3851-3852 et 3961-3962"),
    Reading(3922, 3922, "Ingénieur électronique embarquée", "likely",
            "même tournure nominale que les trois lignes qui précèdent ; le design commence au concept (3923)"),
    Reading(3925, 3926, "Designer industriel", "likely",
            "plans et prototypes du produit ; l'acoustique commence aux nuisances sonores (3927)"),
    Reading(3928, 3930, "Acousticien", "likely",
            "nuisances, acoustique et vibration"),
    Reading(3931, 3934, "Stratifieur mouliste", "likely",
            "modes opératoires, matières, résines et composites ; les monteurs ont le bloc de production (3935-3936)"),
    Reading(3935, 3936, _SERIES, "likely",
            "production et contrôle de la qualité ; les ingénieurs ont le bloc de 3966-3969"),
    Reading(3946, 3946, "Ajusteur", "likely",
            "corriger les défauts suit l'ajustage des pièces ; le réglage commence en 3947"),
    Reading(3949, 3950, "Opérateur-régleur", "likely",
            "mise en service et entretien de l'outillage ; le robot commence à l'analyse fonctionnelle (3951)"),
    Reading(3952, 3954, "Ingénieur roboticien", "likely",
            "solutions et systèmes robotisés"),
    Reading(3969, 3969, "Ingénieurs et cadres de fabrication en mécanique et travail des métaux", "likely",
            "même bloc de quatre lignes en 3937-3940 ; l'automaticien a celui de 3913-3914"),
    # Numérique et communication
    Reading(4052, 4052, "Responsable d'acquisition de trafic", "likely",
            "manager une équipe clôt la liste d'un responsable ; la maquette commence en 4053"),
    Reading(4055, 4055, "Maquettiste", "likely",
            "la veille clôt la liste ; le concepteur commence au concept créatif (4056)"),
    Reading(4058, 4058, "Concepteur-rédacteur / rédacteur web", "likely",
            "les labels sont remontés d'une ligne depuis 4052 ; le budget du client et de l'agence est l'affaire "
            "d'une agence, et les directeurs ont leur propre concept créatif (4060)"),
    Reading(4059, 4059, _DIRECTORS, "likely",
            "les labels sont remontés d'une ligne depuis 4052 : la liste des directeurs commence ici, une ligne sous "
            "le leur"),
    Reading(4075, 4075, "Ingénieur Télécom", "likely",
            "éléments et équipements de réseau"),
    Reading(4079, 4079, "Data Scientist", "likely",
            "problème statistique ; la communication commence en 4080"),
    Reading(4096, 4096, "Analyste d'exploitation", "likely",
            "la coordination suit le traitement des incidents ; l'intégration commence en 4097 et aucun métier de "
            "ces pages n'a plus de quatre lignes"),
    Reading(4100, 4100, "Intégrateur d'exploitation", "likely",
            "procédures d'exploitation ; les ingénieurs ont le bloc de 3981-3984"),
    # Propreté et sécurité
    Reading(4132, 4132, "Agent en milieu médical", "likely",
            "le bionettoyage est du milieu médical"),
    Reading(4134, 4134, "Agent en espaces verts", "likely",
            "haies et arbres"),
    Reading(4136, 4137, _HOME, "likely",
            "même bloc de trois lignes en 4272-4274"),
    Reading(4139, 4140, "Agent de sécurité cynophile", "likely",
            "le dressage du chien clôt le bloc ; le suivant recommence à la surveillance (4141)"),
    Reading(4142, 4142, "Agent de sécurité incendie", "likely",
            "premiers secours ; le bloc suivant recommence à la surveillance (4143)"),
    # Santé, social et services à la personne
    Reading(4257, 4257, "Directeur d'établissement de santé", "likely",
            "garantir la qualité des soins revient à la direction ; le psychologue commence aux diagnostics (4258)"),
    Reading(4260, 4260, "Psychologue", "likely",
            "la collaboration clôt la liste ; le chef de service commence au pilotage du service (4261)"),
    Reading(4262, 4263, "Chef de service éducatif", "likely",
            "informations aux équipes socioéducatives ; la qualité commence à son programme (4264)"),
    Reading(4264, 4267, "Responsable qualité/risques", "likely",
            "programme, culture et veille sur la qualité et les risques"),
    Reading(4268, 4269, "Aide-soignant", "likely",
            "même bloc en 4282-4283 ; l'infirmier a les mêmes lignes"),
    Reading(4270, 4271, "Infirmier", "likely",
            "même bloc en 4280-4281 ; l'aide-soignant a les mêmes lignes, l'aide à domicile celles de 4272-4274"),
    Reading(4286, 4286, "Médecin chef de service", "likely",
            "les labels qui suivent sur cette page sont tous remontés d'une ligne ; l'information médicale commence "
            "en 4287"),
    Reading(4289, 4289, _DIM, "likely",
            "l'équipe des techniciens d'information médicale"),
    Reading(4291, 4291, "Médecins hospitaliers sans activité libérale", "likely",
            "les labels de cette page sont remontés d'une ligne depuis 4286 et les lignes d'un métier se suivent ; le "
            "recueil des informations médicales part des services, leur traitement revient au médecin DIM (4287)"),
    Reading(4293, 4293, "Technicien biomédical", "likely",
            "dispositifs et équipements biomédicaux"),
    # Transports, logistique et commerce
    Reading(4383, 4384, "Conducteurs livreurs, coursiers", "likely",
            "lu comme imprimé : aucun autre label de cette page n'est déplacé ; peut-être commun aux deux métiers de "
            "conduite, dont l'itinéraire est dit des deux en 1732"),
    Reading(4405, 4405, "Hôte de caisse/accueil", "likely",
            "la mise en rayon est du magasin ; les commerciaux commencent aux visites (4406)"),
    Reading(4408, 4408, _REPRESENTATIVES, "likely",
            "conseil à sa clientèle ; le vendeur commence à l'accueil (4409)"),
    Reading(4411, 4411, "Vendeur conseil en magasin", "likely",
            "le rayon et le magasin"),
    # Tertiaire supérieur
    Reading(4488, 4488, _ACCOUNTANT, "unsure",
            "lu comme imprimé ; les rapports peuvent aussi clore la liste du consultant, comme chez l'auditeur (4484). "
            "Les labels sont justes jusqu'en 4485 et remontés d'une ligne en 4491 : rien ne dit où le décalage naît"),
    Reading(4491, 4491, _ACCOUNTANT, "likely",
            "encadrer les collaborateurs du cabinet ; le droit commence en 4492"),
    Reading(4495, 4495, "Juristes", "likely",
            "conflits et contentieux"),
    # Emplois transversaux
    Reading(4576, 4576, "Manutentionnaire", "likely",
            "transport et mise à disposition des marchandises"),
    Reading(4580, 4581, "Commercial", "likely",
            "appels d'offres et activité commerciale"),
    Reading(4584, 4584, "Animateur d'équipe", "likely",
            "le secteur de production (4582) ; l'achat commence en 4585"),
)
# fmt: on
"""One reading per run of rows, in the order of the text; a reading may also keep the print and lower its certainty."""
