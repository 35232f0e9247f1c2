"""Puts the parts of the report into one page that needs no other file."""

from __future__ import annotations

from markupsafe import Markup

from quizgen.check import VERDICTS, Report
from quizgen.i18n import N_, catalogue, direction
from quizgen.report.counting import by_bank, by_difficulty, by_level, by_type, statuses
from quizgen.report.findings import findings
from quizgen.report.listing import listing
from quizgen.report.reasons import uncited, waivers
from quizgen.report.sides import sides
from quizgen.report.strips import strips
from quizgen.templating import Templates


def private_sources(report: Report) -> tuple[str, ...]:
    """The titles of the sources whose sentences the page shows, but no output may: it is not to be passed on."""
    return tuple(
        source.fields.title for source in report.course.sources.values() if source.anchors and not source.may_show
    )


def render(report: Report, templates: Templates) -> bytes:
    """The report on a checked course as HTML. Raises jinja2.TemplateError for a template that can't be filled."""
    fields, tally = report.course.fields, report.tally
    words = catalogue(fields.lang)
    css = Markup(templates.source("report/style.css"))  # noqa: S704 - a template of quizgen or of the course
    html = templates.render(
        "report/page.html",
        lang=fields.lang,
        dir=direction(fields.lang),
        direction=direction,
        _=words.gettext,
        ngettext=words.ngettext,
        css=css,
        course=fields,
        banks=listing(report),
        verdicts=[(verdict, tally[verdict]) for verdict in VERDICTS],
        total=len(report.verdicts),
        statuses=statuses(report),
        unreadable=sorted(report.course.broken_ids),
        private=private_sources(report),
        errors=report.count("error"),
        warnings=report.count("warning"),
        infos=report.count("info"),
        findings=findings(report),
        known=report.verdicts,
        charts=(
            (N_("By type"), by_type(report)),
            (N_("By Bloom level"), by_level(report)),
            (N_("By difficulty"), by_difficulty(report)),
        ),
        grid=by_bank(report),
        strips=strips(report),
        disputes=sides(report),
        waivers=waivers(report),
        uncited=uncited(report),
    )
    return html.encode(errors="replace")  # a file's name may hold what is no character
