"""The words of the field that a table keeps: each list is closed."""

from enum import StrEnum


class Channel(StrEnum):
    ONLINE = "online"
    DESK = "desk"
    PHONE = "phone"
    PAPER = "paper"
    STREET = "street"
    MEETING = "meeting"


class ProposerKind(StrEnum):
    ALONE = "alone"
    GROUP = "group"
    ASSOCIATION = "association"
    CENTRE = "centre"


class AgeBand(StrEnum):
    UNDER_15 = "under_15"
    FROM_15_TO_17 = "from_15_to_17"
    ADULT = "adult"


class ContactWay(StrEnum):
    PHONE = "phone"
    SMS = "sms"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"


class Visibility(StrEnum):
    FIRST_NAME = "first_name"
    WITHOUT_NAME = "without_name"
    PRIVATE = "private"


class Actor(StrEnum):
    AUTHOR = "author"
    STAFF = "staff"
    SYSTEM = "system"


class NoticeWay(StrEnum):
    EMAIL = "email"
    PHONE = "phone"
    SMS = "sms"
    LETTER = "letter"
    VISIT = "visit"


class NoticeFault(StrEnum):
    """Why a mail cannot leave: somebody is told in another way."""

    ADDRESS = "address"
    SERVER = "server"
    WORDS = "words"
    TOO_MANY = "too_many"


class Tab(StrEnum):
    """The ways to look at the inbox, by the word in the address."""

    TO_READ = "a-lire"
    WAITING = "en-attente"
    MINE = "les-miennes"
    CENTRE = "mon-centre"
    LATE = "en-retard"
    UNASSIGNED = "sans-centre"
    TO_TELL = "a-prevenir"
    ASIDE = "mises-de-cote"
    PUT_AWAY = "rangees"
    ALL = "toutes"


class Age(StrEnum):
    """How long ago a file came, by the word in the address."""

    WEEK = "semaine"
    MONTH = "mois"
    OLDER = "plus"


class AuditEvent(StrEnum):
    """What the audit trail keeps."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SESSIONS_CLOSED = "sessions_closed"
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_RESET = "second_factor_reset"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    RECOVERY_CODE_USED = "recovery_code_used"
    RECOVERY_CODES_RENEWED = "recovery_codes_renewed"
    PASSWORD_ASKED = "password_asked"  # nosec B105
    PASSWORD_CHANGED = "password_changed"  # nosec B105
    INVITED = "invited"
    ACCOUNT_MADE = "account_made"
    INVITATION_USED = "invitation_used"
    ACCOUNT_CHANGED = "account_changed"
    ROLE_CHANGED = "role_changed"
    STRUCTURES_CHANGED = "structures_changed"
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    CONTACT_OPENED = "contact_opened"
    CONTACT_CHANGED = "contact_changed"
    DECISION = "decision"
    TRANSFERRED = "transferred"
    HANDED_OVER = "handed_over"
    ABSENCE_SAID = "absence_said"
    ENTERED_FOR = "entered_for"
    EXPORTED = "exported"
    SETTING_CHANGED = "setting_changed"
    PHOTO_PUBLISHED = "photo_published"
    STORY_PUBLISHED = "story_published"
    CODE_GIVEN = "code_given"
    REPORT_ANSWERED = "report_answered"
    MAIL_AGAIN = "mail_again"
    MAIL_LEFT = "mail_left"
    ERASED = "erased"
    RIGHTS_ASKED = "rights_asked"
    RIGHTS_PROVEN = "rights_proven"
    RIGHTS_CLOSED = "rights_closed"
    RESTORED = "restored"


class ReasonUse(StrEnum):
    """What a prepared reason explains: the decisions and conclusions that need one, by the same words."""

    ASK_DETAIL = "ask_detail"
    KEEP_PRIVATE = "keep_private"
    REFUSE = "refuse"
    REDIRECT = "redirect"
    GROUP = "group"
    HIDE = "hide"
    PAUSE = "pause"
    DROP = "drop"


class ReportAbout(StrEnum):
    """What a reader reports, among what everybody reads."""

    ENVIE = "envie"
    STORY = "story"
    PHOTO = "photo"
    PICTURE = "picture"
    REMARK = "remark"
    ACTION = "action"
    MEETING = "meeting"


class ReportKind(StrEnum):
    """What a reader says is wrong with what everybody reads."""

    RECOGNISABLE = "recognisable"
    HATEFUL = "hateful"
    DANGER = "danger"
    MISTAKE = "mistake"
    OTHER = "other"


class ReportOutcome(StrEnum):
    """What the centre did about a report."""

    NOTHING_WRONG = "nothing_wrong"
    CORRECTED = "corrected"
    HIDDEN = "hidden"


class ReportTab(StrEnum):
    """The ways to look at the reports, by the word in the address."""

    OPEN = "a-traiter"
    ASIDE = "mis-de-cote"
    CLOSED = "traites"


class StepKind(StrEnum):
    """How somebody of the centre and the author met."""

    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    COLLECTIVE = "collective"
    OTHER = "other"


class SupportKind(StrEnum):
    """What a centre gives: the kinds of « coup de pouce »."""

    LISTENING = "listening"
    SKILLS = "skills"
    PLACE = "place"
    EQUIPMENT = "equipment"
    SMALL_BUDGET = "small_budget"
    COMMUNICATION = "communication"
    NETWORK = "network"
    TRAINING = "training"
    INSURANCE = "insurance"


class ResourceAnswer(StrEnum):
    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"


class StoryVoice(StrEnum):
    """Whose words a story is made of."""

    STAFF = "staff"
    AUTHOR = "author"


class PhotoShows(StrEnum):
    """Who can be recognised on a photo."""

    NOBODY = "nobody"
    ADULTS = "adults"
    MINORS = "minors"


class Access(StrEnum):
    """What makes a place easier to come to."""

    STEP_FREE = "step_free"
    ADAPTED_TOILETS = "adapted_toilets"
    PARKING = "parking"
    QUIET_HOURS = "quiet_hours"
    SIGN_LANGUAGE = "sign_language"
    HEARING_LOOP = "hearing_loop"
    LARGE_PRINT = "large_print"
    PICTOGRAMS = "pictograms"
    GUIDE_DOG = "guide_dog"
    INTERPRETER = "interpreter"


class Task(StrEnum):
    """A command that somebody, or something, must start again and again."""

    SEND_MAIL = "send-mail"
    REMIND = "remind"
    BACKUP = "backup"
    PURGE = "purge"
    VERIFY = "verify"
