"""`python -m docs.site [FOLDER]`: builds the site of plain files; any warning is an error."""

import sys
from pathlib import Path

from sphinx.cmd.build import main as sphinx

from docs.site.staging import ROOT, stage

USUAL = ROOT / "build" / "site"


def build(site: Path) -> int:
    """Build it into a folder; pages and doctrees on the way lie beside that. Sphinx's exit code."""
    pages, trees = site.with_name(f"{site.name}-pages"), site.with_name(f"{site.name}-doctrees")
    stage(pages)
    strict = ["--fail-on-warning", "--fresh-env", "--quiet"]
    return sphinx([*strict, "-b", "html", "-c", str(Path(__file__).parent), "-d", str(trees), str(pages), str(site)])


if __name__ == "__main__":
    where = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else USUAL
    failed = build(where)
    if not failed:
        sys.stdout.write(f"{where / 'index.html'}\n")
    sys.exit(failed)
