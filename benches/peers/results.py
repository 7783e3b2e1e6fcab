"""Tables, and the sections of RESULTS.md that runs renew."""

import datetime
import pathlib

RESULTS = pathlib.Path(__file__).with_name("RESULTS.md")


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows])


def seconds(value):
    """Three digits at most, in the unit that suits."""
    if value is None:
        return "-"
    if value < 0.01:
        return f"{value * 1e3:.2g} ms" if value < 0.001 else f"{value * 1e3:.1f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.0f} s"


def write(section, command, text):
    """Replaces a section of RESULTS.md, between its two marks, by the text and the command that made it."""
    whole = RESULTS.read_text(encoding="utf-8")
    opening, closing = f"<!-- {section} -->", f"<!-- end of {section} -->"
    before, rest = whole.split(opening)
    _, after = rest.split(closing)
    today = datetime.date.today().isoformat()
    RESULTS.write_text(
        f"{before}{opening}\n`{command}`, {today}.\n\n{text}\n{closing}{after}", encoding="utf-8"
    )
