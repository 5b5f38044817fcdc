"""docs/operate.md and incident.md as they are written: each command is run, each unit read by systemd."""

import os
import re
import subprocess
import sys

from ctg_site import cli
from ctg_site.config import ROOT
from ctg_site.release import RELEASE

PAGE, SHEET = ROOT / "docs" / "operate.md", ROOT / "docs" / "incident.md"
UNITS = sorted((ROOT / "docs" / "systemd").iterdir())
#: What a real town gives, beside the keys that the page makes.
TOWN = {
    "CTG_BASE_URL": "https://envies.lens-essai.fr",
    "CTG_TRUSTED_PROXIES": "1",
    "CTG_MAIL_FROM": "Envies d’agir <envies@lens-essai.fr>",
    "CTG_CONTACT_PHONE": "03 53 01 00 00",
    "CTG_CONTACT_ADDRESS": "Mairie",
    "CTG_CONTACT_EMAIL": "envies@lens-essai.fr",
    "CTG_HOUSING_PHONE": "03 53 01 00 01",
    "CTG_PUBLISHER": "La maire",
    "CTG_HOST_NAME": "Un hébergeur",
    "CTG_HOST_ADDRESS": "1 rue de l’Essai",
    "CTG_HOST_PHONE": "03 53 01 00 02",
    "CTG_DPO_CONTACT": "dpo@lens-essai.fr",
    "CTG_SECURITY_EXPIRES": "9999-12-31",
}


def commands(page):
    """(line of the page, command) of all that a machine of tests can run: not what ¹ marks."""
    told, inside = [], False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("```"):
            inside = line == "```sh"
        elif inside and "¹" not in line:
            told.append((number, re.split(r"\s{2,}#", line)[0]))
    return told


class Machine:
    """A server as the page sees it: its folders are those of the test, `flask` is what the page says."""

    def __init__(self, place, mail, moved):
        self.place, self.moved_to = place, moved
        self.site = {
            "CTG_DATABASE_URL": f"sqlite:///{place}/site.sqlite3",
            "CTG_FILES_DIR": str(place / "files"),
            "CTG_AUDIT_HEADS": str(place / "heads.txt"),
            "CTG_MAIL_URL": mail,
            **TOWN,
        }
        (place / "backups").mkdir()

    def run(self, command, **changes):
        """In the environment that `.env` would make."""
        here = {
            "/srv/envies": ROOT,
            "/var/backups/envies": self.place / "backups",
            "/etc/nginx/sites-available/envies": self.place / "nginx.conf",
            "postgresql://envies@/envies": self.moved_to,
        }
        for name, place in here.items():
            command = command.replace(name, str(place))
        keys = self.place / ".env"
        kept = dict(line.split("=", 1) for line in keys.read_text().splitlines()) if keys.exists() else {}
        flask = f'flask() {{ "{sys.executable}" -m flask --app "{ROOT}/app" "$@"; }}\n'
        environment = {"PATH": os.environ["PATH"], **self.site, **kept, **changes}
        return subprocess.run(
            ["sh", "-ec", flask + command],
            cwd=self.place,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def beside(self):
        """An empty site of the same town, where a backup is put back."""
        return {
            "CTG_DATABASE_URL": f"sqlite:///{self.place}/beside.sqlite3",
            "CTG_FILES_DIR": str(self.place / "beside"),
            "CTG_AUDIT_HEADS": str(self.place / "beside.txt"),
        }


def test_the_page_is_followed_from_its_first_command_to_its_last(tmp_path, sink, app, new_database):
    """A letter leaves for a server of this machine, a backup is put back beside, the database moves."""
    mail = app.extensions["ctg_mailer"].url.replace("smtp://", "smtp+plain://")
    machine = Machine(tmp_path, mail, new_database("moved").replace("+psycopg", ""))
    followed, changes = set(), {}
    for number, command in (*commands(PAGE), *commands(SHEET)):
        if "restore" in command:
            changes = machine.beside
        elif command != "flask ctg verify":
            changes = {}
        done = machine.run(command, **changes)
        assert done.returncode == 0, f"line {number}: {command}\n{done.stdout}{done.stderr}"
        followed.add(command.split()[2] if command.startswith("flask ctg") else "")
    assert followed >= {
        "new-keys",
        "init",
        "staff",
        "check",
        "backup",
        "restore",
        "verify",
        "move-to",
        "nginx",
        "going-down",
        "letters",
    }
    assert len(sink.received) == 1, "the letter of `check --send-to`"


def test_every_unit_is_read_by_systemd(tmp_path):
    """With the folder of this site in place of that of the page, and an account that is there."""
    for unit in UNITS:
        text = unit.read_text().replace("/srv/envies", str(ROOT)).replace("User=envies", "User=root")
        (tmp_path / unit.name).write_text(text)
    units = [path for path in tmp_path.iterdir() if "@" not in path.name]
    (tmp_path / "envies@purge.service").symlink_to(tmp_path / "envies@.service")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units, tmp_path / "envies@purge.service"],
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "envies" in line]
    assert done.returncode == 0 and not told, done.stderr


def test_the_units_run_what_the_site_has():
    """Each timer starts a unit of the folder, each unit a command of the site."""
    names = {unit.name for unit in UNITS}
    for timer in (unit.read_text() for unit in UNITS if unit.suffix == ".timer"):
        (started,) = re.findall(r"^Unit=(.+)$", timer, re.MULTILINE)
        template, _, command = started.removesuffix(".service").partition("@")
        assert started in names or f"{template}@.service" in names
        assert not command or command in cli.COMMANDS
    page = PAGE.read_text(encoding="utf-8")
    assert not [name for name in names if "@" not in name and name.removesuffix(".service") not in page]


def test_the_sheet_of_an_incident_names_what_there_is():
    """The commands of its table, whose addresses and revisions are those of the day."""
    named = set(re.findall(r"`flask ctg ([a-z-]+)", SHEET.read_text(encoding="utf-8")))
    assert {"verify", "purge", "going-down", "staff"} <= named <= cli.COMMANDS.keys()


def test_the_release_is_told_everywhere():
    assert f"## {RELEASE}\n" in (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    assert f"v{RELEASE}" in PAGE.read_text(encoding="utf-8")
