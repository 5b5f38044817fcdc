"""`make run`: the mail loop that ends is started again, and all ends together."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.drills.site import ROOT

FLASK = """#!/bin/sh
case "$*" in *send-mail*) ;; *) exit 0 ;; esac
echo $$ >>laps
[ "$(wc -l <laps)" -lt 3 ] && exit 1
exec "$REAL_SLEEP" 600
"""
GUNICORN = """#!/bin/sh
echo $$ >web
exec "$REAL_SLEEP" 600
"""


def heed_interruptions():
    """As in a terminal: what runs in the background of a shell was told to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def run(tmp_path):
    """The script, with a site of two small scripts, in which a pause lasts no time."""
    for name, text in (("flask", FLASK), ("gunicorn", GUNICORN), ("sleep", "#!/bin/sh\n")):
        program = tmp_path / ("pauses" if name == "sleep" else ".venv/bin") / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(text)
        program.chmod(0o755)
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    environment = os.environ | {
        "PATH": f"{tmp_path}/pauses:{os.environ['PATH']}",
        "REAL_SLEEP": shutil.which("sleep"),
        "HOST": "127.0.0.1",
        "PORT": "1",
    }
    script = subprocess.Popen(
        ["sh", ROOT / ".ci/run-demo"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True,
        stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=heed_interruptions,
    )  # fmt: skip
    yield script
    try:
        os.killpg(script.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    script.communicate()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT])
def test_the_mail_loop_starts_again_and_all_ends_together(run, tmp_path, asked):
    laps, web = tmp_path / "laps", tmp_path / "web"
    eventually(lambda: laps.exists() and len(laps.read_text().split()) == 3 and web.exists())
    started = [int(number) for number in (*laps.read_text().split()[-1:], web.read_text())]

    run.send_signal(asked)
    _, said = run.communicate(timeout=20)

    assert run.returncode == 0 and said.count("it starts again") == 2, said
    assert not [number for number in started if os.path.exists(f"/proc/{number}")]


def eventually(holds):
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
