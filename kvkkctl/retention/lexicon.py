"""The words that phrases about keeping are made of, beside numbers, laws and events."""

from collections.abc import Sequence

from kvkkctl.retention.reasons import Reason
from kvkkctl.retention.tokens import Token, Words, spelt, stems, word_set
from kvkkctl.vocabulary.folding import ascii_fold

# Words that make a phrase unreadable wherever they stand, and why.
BLOCKED = Words(
    {
        word: reason
        for reason, line in {
            Reason.DESTRUCTION_INTERVAL: "periyodik periyodu periyot periyotla periyotlarla periyotta periyotlarda ocak"
            " şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
            Reason.IMMEDIATE: "derhal hemen anında gecikmeksizin",
            Reason.BEFORE_EVENT: "önce öncesi öncesinde öncesine öncesinden evvel",
            Reason.APPROXIMATE: "yaklaşık genelde genellikle ortalama takriben tahmini tahminen civarı civarında gibi"
            " daha aşkın normalde",
        }.items()
        for word in line.split()
    }
)

HALVES = word_set("buçuk yarım")

# What is said of the data that changes nothing about when. In front of a length …
PREFIXES = word_set(
    "saklama muhafaza saklama_süresi saklanma_süresi muhafaza_süresi veri_saklama_süresi süre süresi toplam",
    "olarak kişisel_veriler kişisel_verileriniz veriler verileriniz kayıtlar belgeler bilgiler ispat_amaçlı",
    "ispat_amacıyla delil_amaçlı delil_amacıyla",
)
SUBJECTS = word_set("kişisel_veriler veriler verileriniz kayıtlar belgeler bilgiler kişisel")
# … behind it …
SUFFIXES = word_set(
    "saklanır saklanacak saklanacaktır saklanmakta saklanmaktadır saklanabilir saklanmalıdır saklanması sakla",
    "saklama saklama_süresi muhafaza muhafaza_edilir muhafaza_edilecektir muhafaza_edilmekte",
    "muhafaza_edilmektedir tutulur tutulmaktadır depolanır arşivlenir arşivde işlenir silinir silinecektir",
    "silinmektedir sil imha_edilir imha_edilecektir imha_edilmektedir yok_edilir anonim anonimleştirilir",
    "anonim_hale_getirilir anonim_hale_getirilecektir anonim_hale_getirilmektedir süre süreyle süre_ile",
    "süresince süreli boyunca süre_boyunca müddetle sonunda",
    "süre_sonunda süre_bitiminde sonra sonrasında ardından akabinde bitiminde dolunca dolduktan_sonra",
    "geçtikten_sonra geçmesiyle dolmasıyla otomatik_olarak olarak olmak_üzere kaydıyla şartıyla koşuluyla şekilde",
    "üzere zorunludur gerekir için otomatik otomatikman saklanmakta saklanıp saklandıktan_sonra tutulmakta",
    "tutulduktan_sonra muhafaza_edilip muhafaza_edildikten_sonra yok_edilecektir yok_edilmektedir",
    "imha_edilmek_üzere sonrasına_kadar bu_süre_sonunda bu_süre_bitiminde bu_sürenin_sonunda bu_sürenin_bitiminde",
    "sonraya_kadar sonraya_dek sonrasına_dek dolduğunda tamamlandığında geçtiğinde bitince tamamlanınca",
    "sürenin_sonunda sürenin_bitiminde olup üzerine_yazılarak depolanmaktadır arşivlenmektedir",
)
# … and in brackets.
REMARKS = word_set(
    "zorunlu_tutma zorunlu klip konum kamera kamera_kaydı kamera_kayıtları görüntü_kaydı görüntü görüntüler kayıt",
    "çerez çerezi çerezler kayıtlar log loglar delil ispat ispat_amaçlı delil_amaçlı sonra_silinir",
)
_LONGEST_FILLER = 3

# Words that put what follows them behind the end of a length, and how words begin that say data is kept on.
THEN = word_set(
    "sonra sonrasında ardından akabinde sonunda bitiminde dolunca geçmesiyle dolmasıyla",
    "dolduğunda tamamlandığında geçtiğinde bitince tamamlanınca",
)
ADDED = word_set("ilaveten ayrıca ek_olarak buna_ek")
_DESTROYED = word_set(
    "silinir edilir getirilir anonimleştirilir silinecektir edilecektir getirilecektir silinmektedir edilmektedir",
    "getirilmektedir",
)
_TO_DESTROY = word_set("silinir silinecektir silinmektedir imha yok anonim anonimleştirilir")
_KEEPING = ("sakla", "muhafaza", "tutul", "depola", "arsiv", "islen")
KEPT = word_set(
    "saklanır saklanacaktır saklanmaktadır muhafaza_edilir muhafaza_edilecektir muhafaza_edilmektedir tutulur",
    "tutulmaktadır depolanır işlenir işlenmektedir",
)
# Words that make a length in front of them a quality of what follows ("2 yıl süreli sözleşme").
ATTRIBUTES = word_set("süreli vadeli")

# What a length without a number is made of. A word of the first three says of which kind it is.
STATUTORY = word_set(
    "mevzuat mevzuatı mevzuata mevzuatta mevzuatın mevzuatında mevzuatının yasal kanuni kanun kanunlar kanunda",
    "kanunlarda kanunun kanunların kanunlara yasa yasalar yasada yasalarda yönetmelik yönetmelikte zamanaşımı kanunen",
    "aşımı düzenleme düzenlemesi düzenlemeler düzenlemeleri düzenlemelerde düzenlemelerin düzenlemelere",
)
VAGUE = word_set(
    "ihtiyacı ihtiyaçlar ihtiyaçları gereksinim gerektiğinde gerekince",
    "makul gerekli gerektiği gereken gerektirdiği gerektirdikçe ihtiyaç lüzumlu lüzum uygun yeterli amaç amacı",
    "amacın amaçla amaçların amaçlar amacının amaçlarının",
)
INDEFINITE = word_set(
    "süresiz sınırsız limitsiz sonsuz sonsuza daimi daima kalıcı sürekli devamlı ömür ebedi belirsiz kıyamet",
)
GLUE = word_set(
    "süre süresi süreler süreleri süresince sürelerince sürece süreyle sürelerle sürenin süresinin sürelerin",
    "sürelerinin boyunca müddet müddeti müddetince müddetçe kadar dek boyu ilgili öngörülen öngördüğü belirtilen",
    "belirlenen bddk spk tcmb btk epdk meb gib",
    "belirlediği düzenlenen tanımlanan geçerli tabi olunan olduğu olan olarak duyulduğu duyulan saklama muhafaza",
    "azami asgari en az fazla çok uzun genel özel dava ceza vergi ticaret sgk isg masak iş sosyal güvenlik",
    "borçlar ikincil diğer sair ve ile sınırlı hukuki olağanüstü yükümlülük yükümlülüğü yükümlülükler",
    "yükümlülüklerin zorunlu zorunluluk zorunluluğu zaman devam ettiği sürdüğü işlendikleri işlendiği işleme",
    "işlenme faaliyet kişisel veri verinin verilerin verilerinizin türk usul yer alan ait gününe saklanır",
    "saklanacaktır saklanmaktadır saklanması edilir tutulur veriler kayıtlar",
)
# Whose law it is; by themselves these words say nothing of a law.
TOPICS = word_set(
    "tmsf seddk iskur işkur titck ticaret_bakanlığı bankacılık sigortacılık sigorta sağlık gümrük çevre ihale",
    "tüketici isg eğitim kamu belediye turizm enerji noterlik avukatlık arşiv bilişim elektronik haberleşme rekabet",
)
ENDED = word_set("sonuna sonunda dolmasına bitimine geçmesiyle dolmasıyla dolana")
TIME = word_set(
    "süre süresi süreler süreleri süresince sürelerince sürece süreyle sürelerle sürenin süresinin sürelerin",
    "sürelerinin müddet müddeti müddetince müddetçe zamanaşımı aşımı boyunca",
)

# What is written where nothing is stated.
MISSING = word_set(
    "yok na n_a bilinmiyor belirsiz belirlenmedi belirlenmemiş belirlenmemiştir henüz_belirlenmedi belirtilmemiş",
    "belirtilmedi belli_değil tanımlanmamış tespit_edilmedi tespit_edilmemiş boş",
)

# Words that stand behind what they belong to.
FROM = word_set(
    "itibaren itibareen itibarren itibarenn itiberen itibaran itibraen itbaren itibare itibaen itibren",
    "itibaern başlayarak",
)
AFTER = word_set("sonra")
AS_OF = word_set("itibarıyla itibariyle")
AFTERWARDS = word_set("sonrası sonrasında sonraki sonrasındaki")
ATTRIBUTIVE = word_set("sonrası sonraki sonrasındaki")
FOLLOWING = word_set("takiben müteakip müteakiben izleyen")
BEHIND = word_set("ardından akabinde")
UNTIL = word_set("kadar dek değin kadardır")
DURING = word_set("süresince boyunca sürece müddetince müddetçe")
CONDITION = word_set(
    "varsa yoksa halinde halde durumunda durumda takdirde ise için bakımından yönünden açısından"
)
OTHERWISE = word_set("yoksa değilse")
CONDITION_ENDINGS = (
    "arsa",
    "erse",
    "irsa",
    "irse",
    "ursa",
    "urse",
    "orsa",
    "azsa",
    "ezse",
    "uzsa",
    "izse",
    "diyse",
    "diysa",
    "duyse",
    "duysa",
    "tiyse",
    "tiysa",
    "tuyse",
    "tuysa",
    "misse",
    "missa",
    "musse",
    "mussa",
    "medikce",
    "madikca",
)
NOT_A_CONDITION = word_set("borsa arsa")
# Behind these a condition is what a length is for; behind the others it is what must happen.
PURPOSES = word_set("için bakımından yönünden açısından")
AND = word_set("ve")
OR = word_set("veya veyahut yahut ya")

# "… ile …" is "with" behind these, and could be "and" behind other words.
PARTIES = stems(
    "müşteri tedarikçi çalışan personel işçi işveren şirket firma kurum kuruluş kişi taraf üye bayi ortağ ortak",
    "sorumlu kullanıcı danışan hasta öğrenci aday",
)

# Words that a clause naming one event does not contain.
JOINING = word_set("ve veya veyahut yahut ya ile / &")
UNSTATED = word_set(
    "saklama muhafaza zamanaşımı zamanaşımının aşımı yasal kanuni mevzuat mevzuatta mevzuatın imha süre sürenin",
    "sürelerin",
)
NOT_AN_EVENT = word_set(
    "hariç değil sadece yalnızca hiçbir ertesi en az fazla asgari azami minimum maksimum min maks max"
)
NOT_A_SCOPE = word_set("en az fazla çok geç azami asgari minimum maksimum")
DESTRUCTION = word_set("imha imhası silme silinme yoketme etme anonimleştirme")
DELETING = word_set("silinmesi silinmeleri yok_edilmesi anonimleştirilmesi hale_getirilmesi hale_getirme")
ARCHIVES = ("arşiv",)
# Stages of keeping follow each other, and what is kept goes through all of them.
STAGES = stems("aşama evre safha etap aktif pasif")
BACKUPS = word_set("yedekte yedeklerde yedeklemede yedeklemelerde")
STAGED = word_set(
    "ilk birinci ikinci üçüncü sonraki aktif pasif sıcak soğuk canlı yedek çevrimiçi çevrimdışı"
)
STAGED_TIMES = stems("depolama ortam sistem dönem kullanım kısım kısm bölüm süreç sürec saklama")
# Labels that a length stands behind which is not about keeping.
OTHER_LENGTHS = word_set(
    "geçirme geçirilme yenileme yenilenme güncelleme güncellenme sıklık sıklığı frekans vade vadesi kıdem kıdemi",
    "geçerlilik geçerliliği tecrübe deneyim yaş yaşı ceza cezası uzatma uzatması uzatılması temdit opsiyon",
    "eski yeni mevcut öneri önerilen taslak iptal",
)
# A length for when these are met may come on top of the one before.
EXTENDING = word_set(
    "uzatılırsa uzatılması uzatılmışsa uzarsa uzaması yenilenirse yenilenmesi gerekirse gerekmesi gerektirirse",
    "gerektirmesi ihtiyaç ihtiyacı lüzum lüzumu",
)
RECORDS = stems("kayıt kayd tutanak tutanağ log belge form rapor")

# A calendar year that a length is counted from.
YEAR_FOLLOWING = word_set("izleyen müteakip sonraki")
YEAR_STARTS = stems("başı başlangıç başlangıc")
YEAR_ENDS = stems("sonu bit- bitiş nihayet")
YEAR_NEUTRAL = word_set("ilgili ait olduğu oldukları içinde bulunulan söz konusu bu bir yılı yılını yıldan")


def is_following(words: Sequence[Token]) -> bool:
    """Say whether two words are "takip eden"."""
    return len(words) > 1 and spelt(words[0].folded, "takip") and spelt(words[1].folded, "eden")


def is_condition(token: Token) -> bool:
    """Say whether a word makes what stands before it a condition."""
    conditional = ascii_fold(token.folded).endswith(CONDITION_ENDINGS) and token.folded not in NOT_A_CONDITION
    return conditional or token.folded in CONDITION


def made_of(words: Sequence[Token], *phrases: Words[bool]) -> bool:
    """Say whether words are nothing but a row of these phrases (their words joined by ``_``)."""
    at = 0
    while at < len(words):
        for end in range(min(at + _LONGEST_FILLER, len(words)), at, -1):
            run = "_".join(token.folded for token in words[at:end])
            if any(run in known for known in phrases):
                at = end
                break
        else:
            return False
    return True


def ends(words: Sequence[Token]) -> bool:
    """Say whether words only say that a length is one of keeping, and what happens when it is over."""
    return made_of(
        [token for n, token in enumerate(words) if not _is_between(words, n)], SUFFIXES
    ) and not keeps_on(words)


def _is_between(words: Sequence[Token], at: int) -> bool:
    """Say whether a word stands between two ways of destruction ("silinir, yok edilir veya anonim hale getirilir")."""
    before = next((token for token in reversed(words[:at]) if not _joins(token)), None)
    after = next((token for token in words[at + 1 :] if not _joins(token)), None)
    destroyed = bool(before and before.folded in _DESTROYED)
    return _joins(words[at]) and destroyed and bool(after and after.folded in _TO_DESTROY)


def _joins(token: Token) -> bool:
    return token.folded in JOINING or token.folded in {",", "da"}


def keeps_on(words: Sequence[Token]) -> bool:
    """Say whether words have data kept when the length before them is over ("sonra arşivlenir")."""
    then = False
    for token in words:
        then = then or token.folded in THEN
        if then and ascii_fold(token.folded).startswith(_KEEPING):
            return True
    return False
