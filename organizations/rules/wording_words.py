"""Words by which texts of citizens are judged: adverts, rude ones, short forms, names that are words."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ADVERTS = _set(
    """
    slot gacor togel maxwin pinjol casino kasino viagra bokep judol jackpot
    """
)
RUDE = _set(
    """
    anjing anjir bangsat goblok tolol kontol memek ngentot jancok bajingan asu tai
    """
)

# The letter pairs that make up 95 in 100 pairs of our own Indonesian texts.
PAIRS = _set(
    """
    aa ab ac ad ag ah ai aj ak al am an ap ar as at au aw ay ba be bi bu ca co da de di du ea eb ed eg
    eh ek el em en ep er es et ga ge gg gi gk gu ha hi hu ia ib id ih ik il im in io ip ir is it ja ju
    ka ke kh ki ko kp ks kt ku la le li lo lu ma mb me mi mp mu na nc nd ne ng ni nj nn ns nt nu ny od
    ok ol om on or os pa pe pi pk po pr pu ra rb re rg ri rj rk rl rm ro rs rt ru sa se si sk st su ta
    te ti to tr tu ua ub ud uh uk ul um un ur us ut wa ya
    """
)
# How people shorten words on a phone; they say nothing about rubbish.
SHORT = _set(
    """
    yg dg dgn tdk gk gak ga klo kl utk trs sdh blm bs jd krn jg bkn dlm sy sya km kpd pgw ptgs plyn
    plynn bgs bgt rmh bln thn tgl hrs tlg mhn dr drpd sblm spy smp smpe dpt brp org hr jgn cpt lma lm lg
    skrg tp tpi stlh smg mksh trmksh thx ok wc ac ktp kk kia nik npwp skck bpjs sktm dll dst dsb tsb rp
    kpl rs rsud wifi web www hp wa sms vs pns asn rt rw
    """
)

HONORIFICS = _set(
    """
    bu ibu pak bapak mas mbak mba bang kak dok dr drg bidan suster ners sdr sdri saudara saudari kang
    teh ustaz ustad haji hj bernama nama
    """
)
# Names that are words as well: alone and with a capital letter they name nobody.
ORDINARY = _set(
    """
    agung bagus baik bintang budi bulan cahaya cinta damai dewi fajar hari harapan hidayat ikhlas indah
    jaya jujur kota lestari maju makmur mulia murni nusa panca permata pertiwi puspa putra putri rahmat
    raja ramah ratna ratu sabar sari satria sehat sejahtera selamat selatan senang setia slamet sri suci
    surya tegas teguh timur tri untung utama utara wangi wati
    """
)
