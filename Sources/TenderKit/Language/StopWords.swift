/// Words that say nothing about the matter, and words that say little.
enum StopWords {
    /// Articles, pronouns, prepositions, auxiliaries. Folded.
    static let all: Set<String> = Set(list(english) + list(arabic))

    /// Verbs and nouns that every request and every offer is full of: they weigh little when a text is matched with what
    /// is asked, and tell nothing new when an offer uses them.
    static let general: Set<String> = Set(list(generalEnglish) + list(generalArabic))

    static func list(_ words: String) -> [String] {
        words.split(whereSeparator: \.isWhitespace).map { WordFolding.fold(String($0)) }
    }

    private static let english = """
        a an the and or nor but if then than so as at by for from in into of off on onto out over to under up upon with within
        without about above across after again against all along also although am among any are around be because been
        before being below between both can cannot could did do does doing done down during each either else etc even ever every
        few further had has have having he her here hers him his how however i is it its itself just least less like many may me
        might more most much must my neither no not now once only other our ours ourselves own per same shall she should since
        some such that their theirs them themselves there therefore these they this those through thus too until us very via
        was we were what when where whether which while who whom whose why will would yet you your yours s t re ve ll d
        """

    private static let arabic = """
        في من الى على عن مع او ثم ان أن إن التي الذي الذين هذا هذه ذلك تلك كما كل بعض قد لا لم لن ما هو هي هم كان كانت يكون تكون
        بعد قبل بين حتى عند عندما خلال حيث اذا غير كافة جميع أي اي به بها له لها لهم منها منه فيها فيه عليه عليها وفق وفقا لدى
        نحن يتم تم سوف ضمن دون منذ ذات لكل وقد وكان والتي ولا وهو وهي كذلك ايضا أيضا إلا سيتم
        """

    private static let generalEnglish = """
        use used using utilize utilise provide provided providing include included including includes show shown describe described
        demonstrate demonstrated submit submitted propose proposed proposal ensure ensured create created perform performed
        set setup make made give gave given take took taken get work works working well good need needs needed require required
        requirement requirements appropriate adequate sufficient relevant clear clearly detail details detailed approach
        understand understanding understood ability capable capability evaluate evaluated evaluation criterion criteria score
        bidder bidders tenderer contractor contractors offeror offerors quoter quoters vendor vendors company firm client owner
        government shall must project projects service services system systems part parts various different new people person
        following follow see refer reference please etc level point item section attachment minimum maximum
        total propose solution current whole
        manner way overall related indicate indicated allow enable identify identified select choose chosen ask want help
        """

    private static let generalArabic = """
        استخدام تقديم يقدم تشمل يشمل توفير اللازمة المطلوبة المطلوب المقترح المقترحة العرض عرض المقاول المتعهد المتنافس مقدم الشركة شركة
        المالك العميل المشروع مشروع اعمال الاعمال العمل خاصة المتعلقة مناسبة واضحة يجب
        """
}
