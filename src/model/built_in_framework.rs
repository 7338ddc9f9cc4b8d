//! The framework that is compiled in, for toolkits without a `framework.yml`, in the languages of the interface.

use super::{
    Expectation, Framework, Function, FunctionId, Group, GroupId, Lang, Means, Perspective, PerspectiveId,
    Rating, RatingId, Side, Text,
};

/// The languages that the names stand in, in this order.
const LANGUAGES: [&str; 6] = ["en", "es", "ar", "vi", "zh-Hans", "pt"];

/// A text in each of the languages.
type Names = [&'static str; 6];

fn text(names: &Names) -> Text {
    let entries =
        LANGUAGES.iter().zip(names).filter_map(|(tag, name)| Some((Lang::parse(tag)?, (*name).to_string())));
    Text::several(entries.collect()).unwrap_or_else(|| Text::new(Lang::english(), names[0]))
}

impl Framework {
    /// The framework that is compiled in.
    pub fn built_in() -> Self {
        let perspective = |(id, side, names): &(&str, Side, Names)| Perspective {
            id: PerspectiveId::new(id),
            name: text(names),
            side: *side,
            expected_of: Expectation::EVERY,
        };
        let function = |(id, names, summaries): &(&str, Names, Names)| Function {
            id: FunctionId::new(id),
            name: text(names),
            summary: Some(text(summaries)),
            expected_of: Expectation::EVERY,
        };
        Self {
            perspectives: PERSPECTIVES.iter().map(perspective).collect(),
            functions: FUNCTIONS.iter().map(function).collect(),
            groups: GROUPS
                .iter()
                .map(|(id, names)| Group { id: GroupId::new(id), name: text(names) })
                .collect(),
            scale: Self::built_in_scale(),
        }
    }

    /// The compiled-in rating scale.
    pub fn built_in_scale() -> Vec<Rating> {
        let rating = |(id, means, names): &(&str, Means, Names)| Rating {
            id: RatingId::new(id),
            name: text(names),
            means: *means,
        };
        SCALE.iter().map(rating).collect()
    }
}

const PERSPECTIVES: [(&str, Side, Names); 11] = [
    ("instruction", Side::School, ["Instruction", "Enseñanza", "التدريس", "Giảng dạy", "教学", "Ensino"]),
    (
        "student-support",
        Side::School,
        [
            "Student support",
            "Apoyo a estudiantes",
            "دعم الطلاب",
            "Hỗ trợ học sinh",
            "学生支持",
            "Apoio aos estudantes",
        ],
    ),
    (
        "family-engagement",
        Side::School,
        [
            "Family engagement",
            "Participación de las familias",
            "إشراك العائلات",
            "Gắn kết gia đình",
            "家庭参与",
            "Participação das famílias",
        ],
    ),
    (
        "data-management",
        Side::School,
        [
            "Data management",
            "Manejo de datos",
            "إدارة البيانات",
            "Quản lý dữ liệu",
            "数据管理",
            "Gestão de dados",
        ],
    ),
    (
        "special-education",
        Side::School,
        [
            "Special education",
            "Educación especial",
            "التعليم الخاص",
            "Giáo dục đặc biệt",
            "特殊教育",
            "Educação especial",
        ],
    ),
    (
        "title-i",
        Side::School,
        ["Title I", "Título I", "برنامج Title I", "Title I", "Title I 项目", "Title I"],
    ),
    (
        "parent-leaders",
        Side::Community,
        [
            "Parent leaders",
            "Padres y madres líderes",
            "أولياء الأمور القياديون",
            "Phụ huynh tiên phong",
            "家长代表",
            "Lideranças de pais e mães",
        ],
    ),
    (
        "early-childhood-providers",
        Side::Community,
        [
            "Early childhood providers",
            "Proveedores de primera infancia",
            "جهات الطفولة المبكرة",
            "Cơ sở mầm non",
            "幼教机构",
            "Serviços da primeira infância",
        ],
    ),
    (
        "health-providers",
        Side::Community,
        [
            "Health providers",
            "Proveedores de salud",
            "مقدمو الرعاية الصحية",
            "Cơ sở y tế",
            "医疗机构",
            "Serviços de saúde",
        ],
    ),
    (
        "nonprofit-partners",
        Side::Community,
        [
            "Nonprofit partners",
            "Organizaciones sin fines de lucro",
            "المنظمات غير الربحية",
            "Tổ chức phi lợi nhuận",
            "非营利组织",
            "Organizações sem fins lucrativos",
        ],
    ),
    (
        "business-partners",
        Side::Community,
        ["Business partners", "Empresas", "الشركات", "Doanh nghiệp", "企业", "Empresas"],
    ),
];

const FUNCTIONS: [(&str, Names, Names); 6] = [
    (
        "organize-strategy",
        [
            "Organize the strategy",
            "Organizar la estrategia",
            "تنظيم الخطة",
            "Tổ chức chiến lược",
            "制定策略",
            "Organizar a estratégia",
        ],
        [
            "Keep one plan for attendance and tie it to the school's other plans.",
            "Tener un solo plan de asistencia y unirlo a los demás planes de la escuela.",
            "خطة واحدة للحضور مرتبطة بخطط المدرسة الأخرى.",
            "Giữ một kế hoạch chuyên cần duy nhất, gắn với các kế hoạch khác của trường.",
            "只定一个出勤计划，并与学校的其他计划相结合。",
            "Manter um só plano de frequência, ligado aos outros planos da escola.",
        ],
    ),
    (
        "review-data",
        [
            "Review attendance data",
            "Revisar los datos de asistencia",
            "مراجعة بيانات الحضور",
            "Xem xét dữ liệu chuyên cần",
            "查看出勤数据",
            "Analisar os dados de frequência",
        ],
        [
            "Look at the numbers regularly and decide what to do about them.",
            "Mirar los números con regularidad y decidir qué hacer con ellos.",
            "النظر في الأرقام بانتظام وتقرير ما ينبغي فعله.",
            "Thường xuyên xem số liệu và quyết định cần làm gì.",
            "定期查看数字，并决定如何应对。",
            "Olhar os números com regularidade e decidir o que fazer.",
        ],
    ),
    (
        "engage-families",
        [
            "Engage families",
            "Acercarse a las familias",
            "التقرب من العائلات",
            "Kết nối với gia đình",
            "联系家庭",
            "Envolver as famílias",
        ],
        [
            "Build relationships with families and learn what keeps students away.",
            "Crear vínculos con las familias y saber qué impide venir a los estudiantes.",
            "بناء علاقة مع العائلات ومعرفة ما يمنع الطلاب من الحضور.",
            "Xây dựng quan hệ với gia đình và tìm hiểu vì sao học sinh vắng mặt.",
            "与家庭建立关系，了解学生缺课的原因。",
            "Criar vínculos com as famílias e saber o que afasta os estudantes.",
        ],
    ),
    (
        "coordinate-partners",
        [
            "Coordinate partners",
            "Coordinar a los colaboradores",
            "تنسيق الشركاء",
            "Điều phối cộng tác viên",
            "协调合作伙伴",
            "Coordenar os parceiros",
        ],
        [
            "Bring community help to where it is needed.",
            "Llevar la ayuda de la comunidad a donde hace falta.",
            "إيصال مساعدة المجتمع إلى حيث تلزم.",
            "Đưa sự giúp đỡ của cộng đồng đến nơi cần.",
            "把社区的帮助带到需要的地方。",
            "Levar a ajuda da comunidade aonde ela é necessária.",
        ],
    ),
    (
        "plan-supports",
        [
            "Plan supports",
            "Planear apoyos",
            "التخطيط للدعم",
            "Lập kế hoạch hỗ trợ",
            "规划支持",
            "Planejar apoios",
        ],
        [
            "Match students and groups with support, from welcome to intensive help.",
            "Unir a estudiantes y grupos con apoyos, desde la bienvenida hasta la ayuda intensiva.",
            "توفير الدعم المناسب للطلاب والفئات، من الترحيب إلى المساعدة المكثفة.",
            "Tìm hỗ trợ phù hợp cho từng học sinh và nhóm, từ lời chào đón đến giúp đỡ chuyên sâu.",
            "为学生和群体配上合适的支持，从欢迎到深入帮助。",
            "Oferecer a estudantes e grupos o apoio certo, da acolhida à ajuda intensiva.",
        ],
    ),
    (
        "track-progress",
        [
            "Track progress",
            "Seguir los avances",
            "متابعة التقدم",
            "Theo dõi tiến độ",
            "跟踪进展",
            "Acompanhar o progresso",
        ],
        [
            "See whether what was agreed was done and what came of it.",
            "Ver si se hizo lo acordado y qué resultó de ello.",
            "النظر هل نُفذ ما اتُّفق عليه وما نتج عنه.",
            "Xem điều đã thống nhất có được làm không và kết quả ra sao.",
            "查看商定的事是否完成，效果如何。",
            "Ver se o combinado foi feito e o que resultou disso.",
        ],
    ),
];

/// The groups in which federal education data are reported.
const GROUPS: [(&str, Names); 7] = [
    (
        "american-indian",
        [
            "American Indian or Alaska Native",
            "Indígena americano o nativo de Alaska",
            "هندي أمريكي أو من سكان ألاسكا الأصليين",
            "Người Mỹ da đỏ hoặc bản địa Alaska",
            "美洲印第安人或阿拉斯加原住民",
            "Indígena americano ou nativo do Alasca",
        ],
    ),
    ("asian", ["Asian", "Asiático", "آسيوي", "Người châu Á", "亚裔", "Asiático"]),
    (
        "black",
        [
            "Black or African American",
            "Negro o afroamericano",
            "أسود أو أمريكي أفريقي",
            "Người da đen hoặc Mỹ gốc Phi",
            "黑人或非裔美国人",
            "Negro ou afro-americano",
        ],
    ),
    (
        "hispanic",
        [
            "Hispanic or Latino",
            "Hispano o latino",
            "هسباني أو لاتيني",
            "Người gốc Tây Ban Nha hoặc Latinh",
            "西班牙裔或拉丁裔",
            "Hispânico ou latino",
        ],
    ),
    (
        "pacific-islander",
        [
            "Native Hawaiian or Pacific Islander",
            "Nativo de Hawái o de las islas del Pacífico",
            "من سكان هاواي الأصليين أو جزر المحيط الهادئ",
            "Người bản địa Hawaii hoặc đảo Thái Bình Dương",
            "夏威夷原住民或太平洋岛民",
            "Nativo do Havaí ou das ilhas do Pacífico",
        ],
    ),
    (
        "two-or-more",
        [
            "Two or more races",
            "Dos o más razas",
            "عرقان أو أكثر",
            "Hai chủng tộc trở lên",
            "两个或更多种族",
            "Duas ou mais raças",
        ],
    ),
    ("white", ["White", "Blanco", "أبيض", "Người da trắng", "白人", "Branco"]),
];

const SCALE: [(&str, Means, Names); 5] = [
    ("strength", Means::InPlace, ["Strength", "Fortaleza", "نقطة قوة", "Điểm mạnh", "优势", "Ponto forte"]),
    (
        "ok-for-now",
        Means::InPlace,
        ["OK for now", "Bien por ahora", "جيد حاليًا", "Tạm ổn", "目前尚可", "Bom por enquanto"],
    ),
    (
        "could-be-better",
        Means::Developing,
        [
            "Could be better",
            "Podría mejorar",
            "يمكن تحسينه",
            "Có thể tốt hơn",
            "可以更好",
            "Poderia melhorar",
        ],
    ),
    (
        "urgent-gap",
        Means::Gap,
        ["Urgent gap", "Carencia urgente", "نقص عاجل", "Thiếu sót cấp bách", "急需补足", "Lacuna urgente"],
    ),
    (
        "unknown",
        Means::Unknown,
        ["Don't know", "No sabemos", "لا نعرف", "Không biết", "不清楚", "Não sabemos"],
    ),
];
