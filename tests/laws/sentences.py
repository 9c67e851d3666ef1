"""Sentences as caseworkers write them, and by hand what each of them cites."""

FORURL = "LOV-1981-03-13-6"
FF = "FOR-2004-06-01-931"
AVFALL = "FOR-2004-06-01-930"
PBL = "LOV-2008-06-27-71"
NML = "LOV-2009-06-19-100"
FVL = "LOV-1967-02-10"
FVL_NEW = "LOV-2025-06-20-81"
KL = "LOV-2018-06-22-83"
SAK10 = "FOR-2010-03-26-488"
TEK17 = "FOR-2017-06-19-840"
MOTOR = "LOV-1977-06-10-82"
DRIKKEVANN = "FOR-2016-12-22-1868"
NOISE = "T-1442/2021"

SENTENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    # Bokmål
    ("Kommunen er myndighet etter forurensningsforskriften § 12-2.", (f"{FF}/12-2",)),
    ("Etter forurensningsloven § 7 er det forbudt å forurense.", (f"{FORURL}/7",)),
    ("Pålegget gis i medhold av forurensningsloven § 37.", (f"{FORURL}/37",)),
    ("Vedtaket er truffet med hjemmel i § 73 i forurensningsloven.", (f"{FORURL}/73",)),
    ("Se § 20-1 første ledd bokstav a i plan- og bygningsloven.", (f"{PBL}/20-1",)),
    ("Tiltaket krever søknad, jf. pbl. § 20-1 bokstav a.", (f"{PBL}/20-1",)),
    ("Partene skal varsles etter fvl. § 16.", (f"{FVL}/16",)),
    ("Veiledningsplikten står i forvaltningsloven paragraf 11.", (f"{FVL}/11",)),
    ("Paragraf 7 i forurensningsloven er hovedregelen.", (f"{FORURL}/7",)),
    (
        "Etter paragrafene 28 og 37 i forurensningsloven kan kommunen gi pålegg.",
        (f"{FORURL}/28", f"{FORURL}/37"),
    ),
    ("Foreløpig svar gis etter forvaltningsloven § 11 a.", (f"{FVL}/11a",)),
    ("Foreløpig svar gis etter forvaltningsloven § 11a.", (f"{FVL}/11a",)),
    ("Etter forvaltningsloven § 11 bokstav a gjelder noe annet.", (f"{FVL}/11",)),
    ("Vurder naturmangfoldloven §§ 8–12.", (f"{NML}/8", f"{NML}/12")),
    ("Vurder naturmangfoldloven §§ 8 til 12.", (f"{NML}/8", f"{NML}/12")),
    ("Vurder naturmangfoldloven §§ 8, 9 og 10.", (f"{NML}/8", f"{NML}/9", f"{NML}/10")),
    ("Se nml. §§ 8-12 om kunnskapsgrunnlaget.", (f"{NML}/8", f"{NML}/12")),
    ("Se kapittel 12 i forurensningsforskriften.", (f"{FF}/kap-12",)),
    ("Se forurensningsforskriften kap. 12 og 13.", (f"{FF}/kap-12", f"{FF}/kap-13")),
    ("Forurensningsforskriften kapittel 12 gjelder for mindre utslipp.", (f"{FF}/kap-12",)),
    ("Forurensningsforskriftens § 12-7 stiller krav til utslippet.", (f"{FF}/12-7",)),
    (
        "Etter forurensningsforskriften § 12-3, jf. § 12-4, skal søknaden være skriftlig.",
        (f"{FF}/12-3", f"{FF}/12-4"),
    ),
    ("Forurensningsforskriften § 12-3 til § 12-6 sier hvordan.", (f"{FF}/12-3", f"{FF}/12-6")),
    ("Kravet står i byggesaksforskriften (SAK10) § 4-1.", (SAK10, SAK10, f"{SAK10}/4-1")),
    ("Kravet står i byggesaksforskriften (SAK 10) § 4-1.", (f"{SAK10}/4-1",)),
    ("TEK17 § 7-2 gjelder flom.", (f"{TEK17}/7-2",)),
    ("Klageinstans følger av kommuneloven § 5-1.", (f"{KL}/5-1",)),
    ("Saken følger forvaltningsloven (2025) § 43.", (f"{FVL_NEW}/43",)),
    ("Lov 13. mars 1981 nr. 6 § 28 forbyr forsøpling.", (f"{FORURL}/28",)),
    ("Støyretningslinjen T-1442/2021 gir anbefalte grenser.", (NOISE, NOISE)),
    (
        "Forurensningsforskriften gjelder. Etter forskriften § 12-5 skal kommunen svare.",
        (FF, f"{FF}/12-5"),
    ),
    (
        "Etter forurensningsloven § 28 er det forbudt. Loven § 37 gir hjemmel for pålegg.",
        (f"{FORURL}/28", f"{FORURL}/37"),
    ),
    ("Både pbl. § 20-1 og forurensningsloven § 7 gjelder.", (f"{PBL}/20-1", f"{FORURL}/7")),
    ("Drikkevannsforskriften § 26 pålegger kommunen å ta hensyn.", (f"{DRIKKEVANN}/26",)),
    ("Etter motorferdselloven § 6 kan kommunen gi tillatelse.", (f"{MOTOR}/6",)),
    ("Avfallsforskriften kapittel 10 a omhandler henteordninger.", (f"{AVFALL}/kap-10a",)),
    ("Naturmangfoldloven kapittel II har alminnelige regler.", (f"{NML}/kap-ii",)),
    (
        "Det følger av forurensningsloven §§ 7, 28 og 73 at kommunen kan gripe inn.",
        (f"{FORURL}/7", f"{FORURL}/28", f"{FORURL}/73"),
    ),
    (
        "Plan- og bygningsloven §§ 12-1 til 12-4 handler om reguleringsplan.",
        (f"{PBL}/12-1", f"{PBL}/12-4"),
    ),
    ("Kommunen kan ilegge tvangsmulkt (forurensningsloven § 73).", (f"{FORURL}/73",)),
    (
        "Tilsyn gjennomføres etter forurensningsloven § 48, § 49 og § 50.",
        (f"{FORURL}/48", f"{FORURL}/49", f"{FORURL}/50"),
    ),
    # Nynorsk
    ("Etter forureiningslova § 7 er det forbode å forureine.", (f"{FORURL}/7",)),
    ("Vedtaket er gjort i medhald av forureiningslova § 73.", (f"{FORURL}/73",)),
    ("Sjå forureiningsforskrifta § 12-5 fyrste ledd bokstav a.", (f"{FF}/12-5",)),
    ("Kommunen skal rettleie etter forvaltningslova § 11.", (f"{FVL}/11",)),
    ("Plan- og bygningslova § 20-1 krev søknad.", (f"{PBL}/20-1",)),
    ("Vurder naturmangfaldlova §§ 8 til 12.", (f"{NML}/8", f"{NML}/12")),
    ("Paragrafane 8 og 9 i naturmangfaldlova gjeld òg her.", (f"{NML}/8", f"{NML}/9")),
    ("Kapittel 12 i forureiningsforskrifta gjeld mindre utslepp.", (f"{FF}/kap-12",)),
    (
        "Forureiningsforskrifta gjeld. Etter forskrifta § 12-7 er kravet strengare.",
        (FF, f"{FF}/12-7"),
    ),
    ("Klaga går til statsforvaltaren, jf. fvl. § 28 andre ledd.", (f"{FVL}/28",)),
    ("§ 11 a i forvaltningslova set frist for førebels svar.", (f"{FVL}/11a",)),
    ("Etter avfallsforskrifta kapittel 10 a skal hytter ha ordning.", (f"{AVFALL}/kap-10a",)),
    # Nothing to find, or nothing that can be known
    ("Se § 12-3.", ()),
    ("Kapittel 12 handler om noe annet.", ()),
    ("Etter forskriften § 12-5 skal kommunen svare.", ()),
    ("Husleieloven § 7 og kravet i loven § 9.", ()),
    (
        "Forurensningsforskriften og avfallsforskriften gjelder. Forskriften § 5 er viktig.",
        (FF, AVFALL),
    ),
    (
        "Forurensningsforskriften gjelder, og det gjør lokal forskrift. Forskriften § 5 er viktig.",
        (FF,),
    ),
    ("Forurensningsforskriften gjelder.\n\nForskriften § 5 er viktig.", (FF,)),
    ("Hytta har 12 rom og 3 bad, se side 20-1.", ()),
    ("Gl. rente er 5 prosent av 28 kroner.", ()),
    ("Ring 55 12 34 56 før kl. 12-3.", ()),
    ("Kontroller at forurensningsmyndigheten har svart innen 7 dager.", ()),
    ("Forvaltningsloven gjelder, og § 11 er viktig.", (FVL,)),
    ("Etter forurensningsloven skal den som forurenser, betale.", (FORURL,)),
    ("Det er 8 § -tegn i teksten.", ()),
)
"""The sentence, and ``LAW-ID/section`` of what it cites, in order."""
