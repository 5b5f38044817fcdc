"""The words people read for the closed lists of the settings and of the audit trail."""

from enum import StrEnum
from typing import Any

from ctg_site.domain.chain import ChainFault
from ctg_site.domain.vocabulary import Actor, AuditEvent, ReasonUse, Task

ADMINISTRATION: dict[type[StrEnum], dict[Any, str]] = {
    ChainFault: {
        ChainFault.EDITED: "cette ligne a été modifiée",
        ChainFault.DELETED: "cette ligne a été supprimée",
        ChainFault.INSERTED: "cette ligne a été ajoutée après coup",
        ChainFault.SWAPPED: "cette ligne a été échangée avec une autre",
        ChainFault.TRUNCATED: "cette ligne et les suivantes manquent",
        ChainFault.REPLACED: "tout a été réécrit à partir d’elle",
    },
    Actor: {
        Actor.AUTHOR: "L’auteur ou l’autrice de l’envie",
        Actor.STAFF: "L’équipe",
        Actor.SYSTEM: "Le site",
    },
    AuditEvent: {
        AuditEvent.SIGNED_IN: "Connexion",
        AuditEvent.SIGN_IN_FAILED: "Connexion refusée",
        AuditEvent.SIGNED_OUT: "Déconnexion",
        AuditEvent.SESSIONS_CLOSED: "Connexions fermées",
        AuditEvent.SECOND_FACTOR_SET: "Code à usage unique installé",
        AuditEvent.SECOND_FACTOR_RESET: "Code à usage unique remis à zéro",
        AuditEvent.SECOND_FACTOR_FAILED: "Code à usage unique refusé",
        AuditEvent.RECOVERY_CODE_USED: "Code de secours utilisé",
        AuditEvent.RECOVERY_CODES_RENEWED: "Codes de secours refaits",
        AuditEvent.PASSWORD_ASKED: "Nouveau mot de passe demandé",
        AuditEvent.PASSWORD_CHANGED: "Mot de passe changé",
        AuditEvent.ACCOUNT_MADE: "Compte créé",
        AuditEvent.INVITED: "Personne invitée",
        AuditEvent.INVITATION_USED: "Invitation utilisée",
        AuditEvent.ACCOUNT_CHANGED: "Compte modifié",
        AuditEvent.ROLE_CHANGED: "Rôle changé",
        AuditEvent.STRUCTURES_CHANGED: "Centres changés",
        AuditEvent.ACCOUNT_DISABLED: "Compte fermé",
        AuditEvent.ACCOUNT_ENABLED: "Compte rouvert",
        AuditEvent.CONTACT_OPENED: "Coordonnées ouvertes",
        AuditEvent.CONTACT_CHANGED: "Coordonnées corrigées",
        AuditEvent.DECISION: "Décision sur une envie",
        AuditEvent.TRANSFERRED: "Envie transmise",
        AuditEvent.HANDED_OVER: "Envies passées à une autre personne",
        AuditEvent.ABSENCE_SAID: "Absence d’une personne de l’équipe",
        AuditEvent.ENTERED_FOR: "Envie saisie pour une personne",
        AuditEvent.EXPORTED: "Données exportées",
        AuditEvent.SETTING_CHANGED: "Réglage changé",
        AuditEvent.PHOTO_PUBLISHED: "Photo publiée",
        AuditEvent.STORY_PUBLISHED: "Récit publié",
        AuditEvent.CODE_GIVEN: "Nouveau code donné",
        AuditEvent.REPORT_ANSWERED: "Signalement traité",
        AuditEvent.MAIL_AGAIN: "Lettre à envoyer de nouveau",
        AuditEvent.MAIL_LEFT: "Lettre laissée de côté",
        AuditEvent.ERASED: "Données effacées",
        AuditEvent.RESTORED: "Sauvegarde remise en place",
    },
    Task: {
        Task.SEND_MAIL: "Envoi des lettres",
        Task.REMIND: "Rappels du matin",
        Task.BACKUP: "Sauvegarde",
        Task.PURGE: "Effacement de ce qui est périmé",
        Task.VERIFY: "Vérification",
    },
    ReasonUse: {
        ReasonUse.ASK_DETAIL: "Demander une précision",
        ReasonUse.KEEP_PRIVATE: "Suivre sans publier",
        ReasonUse.REFUSE: "Ne pas publier",
        ReasonUse.REDIRECT: "Orienter ailleurs",
        ReasonUse.GROUP: "Regrouper avec une autre",
        ReasonUse.HIDE: "Masquer",
        ReasonUse.PAUSE: "Mettre en pause",
        ReasonUse.DROP: "Laisser sans suite",
    },
}
