"""Source archive and wheel as pip makes them, and an environment that has the wheel and nothing of the source tree."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ASIDE = (".*", "build", "dist", "__pycache__", "*.egg-info", "*.pyc")
"""What lies in a source tree and belongs to nobody else."""


def hook(name: str, folder: Path, into: Path) -> Path:
    """Run a build hook of setuptools in a source tree, as pip does; the file that it made."""
    run = f"import sys; from setuptools import build_meta; print('made', build_meta.{name}(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", run, str(into)], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return into / next(line for line in done.stdout.splitlines() if line.startswith("made ")).removeprefix("made ")


def build(folder: Path) -> tuple[Path, Path]:
    """The source archive of this tree, and the wheel built from that archive alone."""
    tree, dist = folder / "tree", folder / "dist"
    shutil.copytree(ROOT, tree, ignore=shutil.ignore_patterns(*ASIDE))
    shutil.copytree(ROOT / ".ci", tree / ".ci")
    dist.mkdir()
    archive = hook("build_sdist", tree, dist)
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "unpacked")
    return archive, hook("build_wheel", folder / "unpacked" / archive.name.removesuffix(".tar.gz"), dist)


def environment(folder: Path) -> Path:
    """An environment without a package in it; its folder of programs."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, timeout=120)
    return folder / "bin"


def install(wheel: Path, programs: Path) -> None:
    """Install a wheel alone; what it needs is lent from where the tests run, but no source tree that is installed there for editing."""
    python = programs / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--python", str(python)]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--no-compile", str(wheel)], check=True, timeout=120)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run([python, "-c", where], capture_output=True, text=True, check=True, timeout=60).stdout.strip()
    Path(packages, "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")


def bare(home: Path) -> dict[str, str]:
    """Variables of somebody who has nothing of ours but the programs. Only the guard that keeps tests on this machine stays."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "PAIDAN_TESTS_REFUSED_NETWORK") if name in os.environ}
    return kept | {"HOME": str(home), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
