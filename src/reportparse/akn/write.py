"""The whole document, on one page."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from reportparse.akn.body import write_figure, write_sections
from reportparse.akn.front import write_cover, write_preface
from reportparse.akn.meta import add_characters, write_annex_meta, write_meta
from reportparse.akn.setting import Setting
from reportparse.akn.tables import write_table
from reportparse.akn.uris import Identity, identity
from reportparse.akn.xml import AKN, OWN, clean, element, print_document
from reportparse.report import Report
from reportparse.report.body import Annex

NAME = "progressReport"


def write_akn(report: Report) -> str:
    """Return a report as an Akoma Ntoso document, in UTF-8's characters, with a line end.

    It is valid against the Akoma Ntoso 3.0 schema. With the tags removed, all text of the report
    is there, each piece once and in reading order; what is not are numbers of notes, which are
    attributes as the guidelines ask for, leaders, and furniture, which is in the metadata.
    Characters that XML cannot hold are replaced and listed there. Raises nothing.
    """
    setting = Setting(report)
    own = identity(report)
    root = element("akomaNtoso", None, xmlns=AKN)
    root.set("xmlns:rp", OWN)
    document = element("doc", root, name=NAME, contains="originalVersion")
    held = write_meta(setting, document, own)
    write_cover(setting, document)
    write_preface(setting, document)
    main = element("mainBody", document)
    main.set("xml:lang", report.language)
    write_sections(setting, main, report.sections)
    attachments = element("attachments")
    for number, annex in enumerate(report.annexes, start=1):
        _annex(setting, attachments, annex, number, own)
    _loose(setting, document, main)
    if not len(main):
        element("p", main)
    if len(attachments):
        document.append(attachments)
    add_characters(held, clean(root))
    return print_document(root)


def _annex(setting: Setting, parent: Element, annex: Annex, number: int, own: Identity) -> None:
    held = element("attachment", parent, eId=setting.ids.of(annex.id), rp_id=annex.id)
    setting.text(element("num", held), annex.label)
    if annex.title is not None:
        setting.text(element("heading", held), annex.title, annex.id)
    if annex.language_note is not None:
        setting.text(element("subheading", held), annex.language_note)
    document = element("doc", held, name="annex", contains="originalVersion")
    write_annex_meta(document, own, annex, number)
    main = element("mainBody", document)
    main.set("xml:lang", annex.language)
    write_sections(setting, main, annex.sections)
    if not len(main):
        element("p", main)


def _loose(setting: Setting, document: Element, main: Element) -> None:
    """Write what no place in the text names: tables, figures, notes without a marker, print."""
    for table in list(setting.tables.values()):
        write_table(setting, main, table)
    for figure in list(setting.figures.values()):
        write_figure(setting, main, figure)
    held = element("conclusions")
    for note in list(setting.notes.values()):
        if note.id in setting.notes:
            setting.note(element("p", held, class_="unanchored"), note)
    for words in setting.report.unplaced:
        setting.block(held, words, "unplaced")
    if len(held):
        document.append(held)
