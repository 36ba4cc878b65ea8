"""Whom an act asks and what is to be reported, in six languages (reference conventions)."""

from __future__ import annotations

import pytest

from resograph.annotating import Act, Annotations, annotate
from resograph.documents import Document, Part, PartKind
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary


def read(language: str, *texts: str, symbol: str = "A/RES/70/1") -> Annotations:
    """A paragraph, with the points of its list."""
    points = tuple(
        Part(PartKind.SUBPARAGRAPH, text, number="a", eid=f"para_1__point_{number}")
        for number, text in enumerate(texts[1:], 1)
    )
    whole = Part(PartKind.OPERATIVE, texts[0], number="1", eid="para_1", parts=points)
    return annotate(Document(parse(symbol), language, "", "1", (whole,)), vocabulary())


ASKED = [
    ("en", "Urges States and international, regional and subregional organizations to act;",
     ["States", "international organizations", "regional organizations", "subregional organizations"]),
    ("en",
     "Calls upon all flag and port States, including Malta, Cyprus and Panama, to act;",
     ["flag States", "port States"]),
    ("en", "Calls upon Israel, the occupying Power, to act;", ["Israel"]),
    ("en", "Urges States that have not yet ratified or acceded to the Convention to do so;",
     ["States that have not yet ratified or acceded to the Convention"]),
    ("en", "Invites the United Nations agencies, funds and programmes and, as appropriate, the private sector to act;",
     ["United Nations agencies, funds and programmes", "private sector"]),
    ("en", "Urges the Governments of Chad and South Sudan, in consultation with Mali and Niger, to act;",
     ["Governments of Chad", "Governments of South Sudan"]),
    ("en", "Welcomes the report of the Secretary-General and requests him to act;",
     ["Secretary-General"]),
    ("en", "Encourages the full use of such data;", []),
    ("en", "Decides that the Lake Commission may submit proposals;", []),
    ("en", "Decides that the Lake Commission shall submit proposals;", ["Lake Commission"]),
    ("en", "Decides to extend the mandate of the Lake Mission until 31 May 2030;",
     ["Lake Mission"]),
    ("en", "Urges the agencies to act, and requests them to report;", ["agencies", "agencies"]),
    ("en", "Requests the Secretary-General in his next report to say more;", ["Secretary-General"]),
    ("en", "Requests, in this regard, the Lake Office, within its mandate, to act;", ["Lake Office"]),
    ("en", "Invites the Chair, on the basis of work done with, inter alia, Mali, Chad and Niger, to act;", ["Chair"]),
    ("en", "Requests that the Coordinator report on this;", ["Coordinator"]),
    ("en", "Notes the rules of the Lake and Appeals Tribunals, and requests FLW-5 to act;", ["FLW-5"]),
    ("en", "Decides to establish, by rule 28, a Committee consisting of all members;", ["Committee"]),
    ("fr", "Prie les États Membres et les organisations internationales compétentes d’agir;",
     ["États Membres", "organisations internationales compétentes"]),
    ("fr", "Prie le Secrétaire général de rester au Secrétariat et le prie également d’en rendre compte;",
     ["Secrétaire général", "Secrétaire général"]),
    ("fr", "Demande aux pays, à leurs partenaires et, s’il y a lieu, aux groupes locaux et nationaux, d’œuvrer;",
     ["pays", "leurs partenaires", "groupes locaux", "groupes nationaux"]),
    ("fr", "Demande que les parties intéressées et l’Observateur coopèrent pleinement;",
     ["parties intéressées", "Observateur"]),
    ("fr", "Décide de proroger le mandat du Groupe et décide que ce dernier devra agir;", ["Groupe", "Groupe"]),
    ("fr", "Décide, sous réserve que soit prorogé le mandat de la Force, de répartir la somme;", []),
    ("es", "Insta a los Estados que aún no lo hayan hecho a que actúen;",
     ["Estados que aún no lo hayan hecho"]),
    ("es",
     "Invita a los Estados que no sean partes, así como a otras organizaciones internacionales y regionales, el sector "
     "privado y el Real Gobierno de Camboya, a que actúen;",
     ["Estados que no sean partes", "otras organizaciones internacionales", "otras organizaciones regionales",
      "sector privado", "Real Gobierno de Camboya"]),
    ("es", "Exhorta a todos los Estados y, cuando proceda, a las instancias competentes a actuar;",
     ["Estados", "instancias competentes"]),
    ("es", "Reitera su solicitud al Secretario General de que actúe;", ["Secretario General"]),
    ("es", "Exige que todas las partes respeten el acuerdo;", ["partes"]),
    ("es", "Solicita, a ese respecto, a la Oficina de Lagos que actúe, y le pide que informe;",
     ["Oficina de Lagos"] * 2),
    ("es", "Decide que la Comisión de los Lagos presentará propuestas;", ["Comisión de los Lagos"]),
    ("es", "Reafirma que los fondos se utilizarán con prudencia;", []),
    ("ru",
     "призывает государства-члены и региональные организации принять меры;",
     ["государства-члены", "региональные организации"]),
    ("ru", "предлагает всем соответствующим международным организациям, включая Всемирный банк, действовать;",
     ["соответствующим международным организациям"]),
    ("ru", "просит, чтобы Генеральный секретарь и далее принимал меры;", ["Генеральный секретарь"]),
    ("ru", "приветствует работу Генерального секретаря и просит его представить план;", ["Генерального секретаря"]),
    ("ru", "призывает все государства действовать и рекомендует им сотрудничать;", ["государства", "государства"]),
    ("ru", "настоятельно призывает страны, предоставляющие воинские контингенты, принять меры;",
     ["страны, предоставляющие воинские контингенты"]),
    ("ru", "рекомендует, чтобы организации, занимающиеся гуманитарной деятельностью и вопросами развития, помогали;",
     ["организации, занимающиеся гуманитарной деятельностью", "организации, занимающиеся вопросами развития"]),
    ("ru", "призывает субъектов и частный сектор в полной мере сотрудничать;", ["субъектов", "частный сектор"]),
    ("ru", "призывает власти ЦАР к усилению осведомленности;", ["власти ЦАР"]),
    ("ru", "рекомендует наладить взаимодействие со Специальным посланником;", []),
    ("ru", "постановляет, что МООНСОМ должна и далее выполнять этот мандат;", ["МООНСОМ"]),
    ("ru", "постановляет продлить срок действия мандата Контрольной миссии до 31 мая 2030 года;",
     ["Контрольной миссии"]),
    ("zh", "敦促联合国实体、其他相关人道主义组织和捐助国努力；", ["联合国实体", "其他相关人道主义组织", "捐助国"]),
    ("zh", "敦促俄罗斯联邦与乌克兰合作；", ["俄罗斯联邦"]),
    ("zh", "鼓励该国与各国以及其他利益攸关方、区域组织和残疾人权利特别报告员协商；", ["该国"]),
    ("zh", "请秘书长对各特派团和合作伙伴进行审查；", ["秘书长"]),
    ("zh", "鼓励公司特别是上市公司和大公司提供资料；", ["公司"]),
    ("zh", "鼓励联合国系统(包括各机构、基金和方案)继续协作；", ["联合国系统"]),
    ("zh", "促请会员国、相关人道主义和发展组织及其他利益攸关方采用准则；",
     ["会员国", "相关人道主义组织", "相关发展组织", "其他利益攸关方"]),
    ("zh", "促请占领国以色列停止毁坏农田；", ["以色列"]),
    ("zh", "决定将第99号决议所设、由甲任团长的核查团的任务延至明年；", ["核查团"]),
    ("ar", "تطلب إلى الدول الأعضاء واللجان الإقليمية أن تعمل؛",
     ["الدول الأعضاء", "اللجان الإقليمية"]),
    ("ar", "تطلب إلى الأمين العام والحكومات المضيفة الوفاء بالمسؤوليات؛", ["الأمين العام", "الحكومات المضيفة"]),
    ("ar", "تُشجِّع الأممَ المتحدة والمنظمات الإنسانية والإنمائية والقطاع الخاص على العمل؛",
     ["الأممَ المتحدة", "المنظمات الإنسانية", "المنظمات الإنمائية", "القطاع الخاص"]),
    ("ar", "تهيب بأقل البلدان نموا وبمنظومة الأمم المتحدة أن تعمل؛", ["أقل البلدان نموا", "منظومة الأمم المتحدة"]),
    ("ar", "تدعو وكالات الأمم المتحدة وصناديقها وبرامجها، وغيرها من الجهات المعنية، إلى العمل؛",
     ["وكالات الأمم المتحدة وصناديقها وبرامجها", "غيرها من الجهات المعنية"]),
    ("ar", "تشجع على تعيين المبعوث الخاص في الوقت المناسب؛", []),
    ("ar", "تطلب أن يواصل الأمين العام الجهود؛", ["الأمين العام"]),
    ("ar", "تهيب بجميع الدول أن تمتنع عن ذلك، وتشجعها على إدانته؛", ["الدول", "الدول"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "names"), ASKED)
def test_asked(language: str, text: str, names: list[str]) -> None:
    assert [one.words for act in read(language, text).acts for one in act.addressees] == names


MEANT = [
    ("fr", "Demande à la Mission d’agir;", ["requests"]),
    ("fr", "Demande aux États d’agir;", ["calls-upon"]),
    ("fr", "Prend note du rapport;", ["takes-note-of"]),
    ("fr", "Prend note des progrès accomplis, compte tenu de la situation;", ["notes"]),
    ("fr", "Prend note avec satisfaction du rapport et rappelle aux États leurs obligations;",
     ["takes-note-with-appreciation", "reminds"]),
    ("fr", "Considère que ces mesures sont nulles et non avenues;", ["determines"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "verbs"), MEANT)
def test_meant_by_the_words_around(language: str, text: str, verbs: list[str]) -> None:
    assert [act.verb for act in read(language, text).acts] == verbs


def test_a_further_complement_is_an_act_of_its_own() -> None:
    acts = read("en", "Calls upon Mali to cooperate and for Member States to assist;").acts
    assert [(act.verb, [one.words for one in act.addressees]) for act in acts] == [
        ("calls-upon", ["Mali"]),
        ("calls-for", ["Member States"]),
    ]


TOLD = [
    ("en", "A/DEC/99/501",
     "At its 9th meeting, on 8 June 2044, the General Assembly, recalling its resolution 98/1, in which "
     "it had decided otherwise, noted the matter and decided to defer it.",
     ["notes", "decides"]),
    ("en", "S/PRST/2044/1",
     "“The Security Council recalls its resolution 1 (1946). It also welcomes the report. The Council "
     "requests Mali to act.”",
     ["recalls", "welcomes", "requests"]),
    ("zh", "A/DEC/99/501", "2044年6月8日，大会第9次全体会议核准秘书长的任命。", ["approves"]),
    ("fr", "A/DEC/99/501",
     "À sa 9e séance plénière, le 8 juin 2044, l’Assemblée générale a décidé de reporter la question.",
     ["decides"]),
    ("ru", "A/DEC/99/501",
     "На своем 9-м заседании 8 июня 2044 года Генеральная Ассамблея по предложению Чили постановила "
     "отложить вопрос.",
     ["decides"]),
    ("es", "A/DEC/99/501",
     "En su 9ª sesión, celebrada el 8 de junio de 2044, la Asamblea General decidió aplazar el tema.",
     ["decides"]),
    ("ar", "A/DEC/99/501", "قررت الجمعية العامة، في جلستها 9، إرجاء النظر.", ["decides"]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "symbol", "text", "verbs"), TOLD)
def test_told_by_the_body(language: str, symbol: str, text: str, verbs: list[str]) -> None:
    assert [act.verb for act in read(language, text, symbol=symbol).acts] == verbs


def test_facts_stand_on_the_words_with_their_vowel_signs() -> None:
    text = "يُشجِّع الأمينَ العام على العمل، ويُشدِّد على أهميته؛"
    first, second = read("ar", text, symbol="S/RES/2700(2023)").acts
    assert (text[slice(*first.verb_span)], first.addressees[0].words) == ("يُشجِّع", "الأمينَ العام")
    assert text[slice(*second.verb_span)] == "ويُشدِّد"


def reports(found: Annotations) -> list[tuple[str, str, str | None, str | None, str | None]]:
    """Kind, recipient, session, words of time and item of each."""
    return [(one.kind, one.to, one.session, one.when, one.item) for act in found.acts for one in act.reporting]


GA, HRC, SC = "body/un-ga", "body/un-hrc", "body/un-sc"
REPORTS = [
    ("en", "A/HRC/RES/55/23",
     "Requests the Commission of Inquiry to give an oral update to the Human Rights Council at its "
     "fifty-seventh session and to submit a report to the General Assembly at its seventy-eighth and "
     "seventy-ninth sessions;",
     [("oral update", HRC, "session/un-hrc/57", None, None), ("report", GA, "session/un-ga/78", None, None),
      ("report", GA, "session/un-ga/79", None, None)]),
    ("en", "S/RES/2700(2023)",
     "Requests the Secretary-General to keep the Council informed and to report on 15 February 2024 and "
     "15 June 2024;",
     [("update", SC, None, None, None), ("report", SC, None, "15 February 2024", None),
      ("report", SC, None, "15 June 2024", None)]),
    ("en", "E/RES/2022/19",
     "Requests the Secretary-General to submit to the Council at its 2024 session, under the sub-item "
     "entitled “A” of the item entitled “B”, a report;",
     [("report", "body/un-ecosoc", None, "2024 session", "A")]),
    ("en", "A/RES/78/1",
     "Requests the Secretary-General to circulate the present resolution to Member States and to take the "
     "report into account;",
     []),
    ("en", "A/RES/78/1",
     "Decides to include in the provisional agenda of its seventy-ninth session, under the item entitled "
     "“B”, the sub-item entitled “A”.",
     [("agenda inclusion", GA, "session/un-ga/79", None, "A")]),
    ("en", "E/RES/2022/19",
     "Requests the Secretary-General to submit to the Council at its 2024 session, under the item entitled “A long "
     "title that goes on and on, so that it takes more words than a sentence should, and still has not come to what "
     "it is about, which is the reason why readers count it as one”, a report;",
     [("report", "body/un-ecosoc", None, "2024 session",
       "A long title that goes on and on, so that it takes more words than a sentence should, and still has not "
       "come to what it is about, which is the reason why readers count it as one")]),
    ("en", "S/RES/2700(2023)",
     "Requests the Secretary-General to inform it, in one written report, by 15 April 2024 and to include reporting on "
     "the border;",
     [("update", SC, None, "15 April 2024", None)]),
    ("en", "S/RES/2700(2023)", "Encourages the Panel to consider gender in its investigations and reporting;", []),
    ("en", "S/RES/2700(2023)", "Requests the Mission to ensure that regular briefings are given;", []),
    ("en", "A/RES/78/1", "Calls upon States to report any such case to their authorities;", []),
    ("zh", "A/RES/78/1", "请秘书长向大会第七十九届和第八十届会议提交报告；",
     [("report", GA, "session/un-ga/79", None, None), ("report", GA, "session/un-ga/80", None, None)]),
    ("zh", "A/RES/78/1", "决定将题为“甲”的项目列入大会第七十九届会议临时议程。",
     [("agenda inclusion", GA, "session/un-ga/79", None, "甲")]),
    ("zh", "A/RES/78/1", "决定在第七十九届会议临时议程题为“第十二届特别会议”的项目下列入题为“乙”的分项。",
     [("agenda inclusion", GA, "session/un-ga/79", None, "乙")]),
    ("zh", "A/RES/78/1", "决定将题为“乙”的分项列入大会第七十九届会议临时议程题为“甲”的项目下；",
     [("agenda inclusion", GA, "session/un-ga/79", None, "乙")]),
    ("zh", "A/RES/78/1", "请秘书长在下次报告中提供资料，说明有关情况；", [("report", GA, None, None, None)]),
    ("zh", "A/RES/78/1", "请秘书长在编写报告时与会员国协商；", []),
    ("zh", "A/RES/78/1", "请秘书长向大会第七十九和八十届会议报告；",
     [("report", GA, "session/un-ga/79", None, None), ("report", GA, "session/un-ga/80", None, None)]),
    ("zh", "A/RES/78/1", "促请会员国和联合国加强能力，并报告有关方案；", []),
    ("zh", "A/HRC/RES/57/20", "请特别报告员向理事会第六十届会议和大会第八十届会议提交一份报告；",
     [("report", HRC, "session/un-hrc/60", None, None), ("report", GA, "session/un-ga/80", None, None)]),
    ("zh", "A/HRC/RES/55/23", "请调查委员会在第五十七届会议上口头通报最新情况；",
     [("oral update", HRC, "session/un-hrc/57", None, None)]),
    ("zh", "S/RES/2700(2023)", "请秘书长随时向安理会通报情况，并于2024年2月15日和2024年6月15日提交报告；",
     [("update", SC, None, None, None), ("report", SC, None, "2024年2月15日", None),
      ("report", SC, None, "2024年6月15日", None)]),
    ("zh", "S/RES/2700(2023)", "请秘书长在本决议通过后五个工作日内向安全理事会报告中非共和国局势；",
     [("report", SC, None, "本决议通过后五个工作日内", None)]),
    ("zh", "S/RES/2700(2023)", "请秘书长每90天向安全理事会报告，着重说明：", [("report", SC, None, None, None)]),
    ("zh", "E/RES/2022/19", "请秘书长在题为“甲”的项目中题为“乙”的分项下，向理事会2024年届会提交报告；",
     [("report", "body/un-ecosoc", None, "2024年届会", "乙")]),
    ("fr", "A/RES/78/1",
     "Prie le Secrétaire général de lui présenter un rapport à sa soixante-dix-neuvième session;",
     [("report", GA, "session/un-ga/79", None, None)]),
    ("fr", "A/HRC/RES/55/23",
     "Prie le Haut-Commissariat d’appuyer la Mission et de lui faire rapport à ses soixantième et soixante et unième "
     "sessions, ainsi qu’à l’Assemblée générale à sa quatre-vingtième session;",
     [("report", HRC, "session/un-hrc/60", None, None), ("report", HRC, "session/un-hrc/61", None, None),
      ("report", GA, "session/un-ga/80", None, None)]),
    ("fr", "S/RES/2700(2023)",
     "Prie le Groupe d’experts de présenter au Comité un bilan à mi‑parcours le 15 avril 2024 au plus tard et de lui "
     "remettre un rapport final le 15 octobre 2024 au plus tard;",
     [("update", "~actor_1", None, "15 avril 2024", None),
      ("final report", SC, None, "15 octobre 2024", None)]),
    ("fr", "E/RES/2022/19",
     "Prie le Secrétaire général de lui présenter, à sa session de 2024, au titre de la question subsidiaire intitulée "
     "« A » de la question intitulée « B », un rapport;",
     [("report", "body/un-ecosoc", None, "session de 2024", "A")]),
    ("fr", "A/RES/78/1", "Prie le Secrétaire général d’informer l’opinion publique mondiale;", []),
    ("es", "A/RES/78/1",
     "Solicita al Secretario General que le presente un informe en su septuagésimo noveno período de "
     "sesiones;",
     [("report", GA, "session/un-ga/79", None, None)]),
    ("es", "A/RES/78/1",
     "Solicita al Comité Especial que en su septuagésimo noveno período de sesiones la informe al respecto;",
     [("report", GA, "session/un-ga/79", None, None)]),
    ("es", "A/HRC/RES/55/8",
     "Solicita a la Oficina que le presente un informe en sus períodos de sesiones 59º y 63er, y a la Asamblea General "
     "en su septuagésimo noveno período de sesiones;",
     [("report", HRC, "session/un-hrc/59", None, None), ("report", HRC, "session/un-hrc/63", None, None),
      ("report", GA, "session/un-ga/79", None, None)]),
    ("es", "S/RES/2700(2023)",
     "Solicita al Secretario General que siga informándolo a más tardar el 31 de agosto, y que lo mantenga al tanto;",
     [("report", SC, None, "31 de agosto", None), ("update", SC, None, None, None)]),
    ("es", "S/RES/2700(2023)",
     "Decide que el Grupo de Expertos le presente un informe provisional y un informe final en un plazo de 90 días;",
     [("interim report", SC, None, None, None), ("final report", SC, None, "en un plazo de 90 días", None)]),
    ("es", "A/RES/78/1",
     "Solicita al Secretario General que aplique lo expuesto en su informe anterior y siga informando a la opinión "
     "pública;",
     []),
    ("es", "A/RES/78/1",
     "Toma nota del octogésimo período de sesiones y decide incluir en el programa provisional de ese período de "
     "sesiones, en relación con el tema titulado “B”, el subtema titulado “A del tercer período extraordinario de "
     "sesiones de la Asamblea General”.",
     [("agenda inclusion", GA, "session/un-ga/80", None,
       "A del tercer período extraordinario de sesiones de la Asamblea General")]),
    ("ru", "A/RES/78/1",
     "просит Генерального секретаря представить Генеральной Ассамблее на ее семьдесят девятой сессии "
     "доклад;",
     [("report", GA, "session/un-ga/79", None, None)]),
    ("ru", "A/HRC/RES/55/8",
     "просит Управление Верховного комиссара представить Совету по правам человека на его пятьдесят девятой и "
     "шестьдесят второй сессиях устный доклад;",
     [("oral report", HRC, "session/un-hrc/59", None, None), ("oral report", HRC, "session/un-hrc/62", None, None)]),
    ("ru", "S/RES/2720(2023)",
     "просит далее, чтобы координатор Миссии информировал Совет о ходе работы в течение 60 дней с даты принятия "
     "настоящей резолюции;",
     [("update", SC, None, "в течение 60 дней с даты принятия настоящей резолюции", None)]),
    ("ru", "A/RES/78/1",
     "просит Генерального секретаря, чтобы он представил Ассамблее на ее 80‑й сессии доклад;",
     [("report", GA, "session/un-ga/80", None, None)]),
    ("ru", "A/RES/78/1",
     "постановляет включить в предварительную повестку дня своей семьдесят девятой сессии пункт, озаглавленный "
     "«Документ двенадцатой специальной сессии»;",
     [("agenda inclusion", GA, "session/un-ga/79", None, "Документ двенадцатой специальной сессии")]),
    ("ar", "A/RES/78/1",
     "تطلب إلى الأمين العام أن يقدم تقريرا إلى الجمعية العامة في دورتها التاسعة والسبعين؛",
     [("report", GA, "session/un-ga/79", None, None)]),
    ("ar", "A/HRC/RES/57/17",
     "يطلب إلى المفوضية أن تقدِّم إلى المجلس في دورتيه التاسعة والخمسين والثانية والستين تقريراً شفوياً؛",
     [("oral report", HRC, "session/un-hrc/59", None, None), ("oral report", HRC, "session/un-hrc/62", None, None)]),
    ("ar", "A/HRC/RES/57/17",
     "يطلب إلى لجنة التحقيق أن تقدم إحاطة شفوية إلى المجلس في دورته الستين وتقريرا خطيا إلى الجمعية العامة في "
     "دورتها الثمانين؛",
     [("oral briefing", HRC, "session/un-hrc/60", None, None), ("report", GA, "session/un-ga/80", None, None)]),
    ("ar", "S/RES/2700(2023)",
     "يطلب إلى الأمين العام موافاته بتقرير في موعد لا يتجاوز 31 كانون الثاني/يناير 2024؛",
     [("report", SC, None, "31 كانون الثاني/يناير 2024", None)]),
    ("ar", "S/RES/2700(2023)", "يطلب إلى الأمين العام أن يحيط المجلس علما بأي تطورات؛",
     [("update", SC, None, None, None)]),
    ("ar", "A/RES/78/1",
     "تشجع الأمين العام على العودة إلى اللجنة المختصة، وتقديم تقرير عن ذلك إلى الجمعية العامة؛",
     [("report", GA, None, None, None)]),
    ("ar", "A/RES/78/1",
     "تطلب إلى الأمين العام أن يقدم إليها في دورتها الثمانين تقريرا في إطار البند الفرعي المعنون ”أ“ من البند "
     "المعنون ”ب“؛",
     [("report", GA, "session/un-ga/80", None, "أ")]),
    ("ar", "A/RES/78/1", "تطلب إلى الأمين العام أن يطلع جميع الدول الأعضاء على هذا القرار؛", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "symbol", "text", "expected"), REPORTS)
def test_reports(language: str, symbol: str, text: str, expected: list[tuple[str | None, ...]]) -> None:
    assert reports(read(language, text, symbol=symbol)) == expected


def test_a_point_goes_on_with_what_its_lead_in_asks() -> None:
    found = read(
        "en",
        "Requests the Secretary-General:",
        "To encourage all Governments to act;",
        "To submit to the General Assembly at its seventy-ninth session a report;",
    )
    act: Act
    (act,) = found.acts
    assert [(one.part, one.session) for one in act.reporting] == [("para_1__point_2", "session/un-ga/79")]


def test_a_list_of_reports_is_asked_for_in_its_points() -> None:
    found = read(
        "es", "Solicita los siguientes informes:", "Al Secretario General, un informe antes del 2 de mayo de 2030;"
    )
    assert [(row[0], row[1], row[3]) for row in reports(found)] == [("report", GA, "2 de mayo de 2030")]


def test_a_list_tells_the_reports_that_its_lead_in_asks_for() -> None:
    found = read("zh", "要求提交以下报告：", "非洲联盟至迟于2022年12月1日通报最新情况；", symbol="S/RES/2700(2023)")
    assert reports(found) == [("update", SC, None, "2022年12月1日", None)]


def test_words_behind_a_pronoun_are_no_endless_list_of_recipients() -> None:
    text = (
        "تطلب إلى الأمين العام أن يقدم في تقريره المقبل معلومات عن المهام الموكلة إليها وأثر تخصيص الموارد على الأداء؛"
    )
    assert len(reports(read("ar", text))) <= 1


@pytest.mark.parametrize("ordinal", ["soixante-dix-huitième", "soixante‑dix-huitième", "soixante‑dix‑huitième"])
def test_hyphens_at_which_no_line_ends_are_hyphens(ordinal: str) -> None:
    text = f"Prie le Secrétaire général de lui rendre compte de l’application du présent texte à sa {ordinal} session ;"
    assert [row[2] for row in reports(read("fr", text))] == ["session/un-ga/78"]
