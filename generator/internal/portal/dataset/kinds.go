package dataset

import (
	"maps"
	"reflect"
	"slices"

	"minhbach/generator/internal/record"
)

// kind is a public kind of record and how its dataset is made.
type kind struct {
	name        string // folder below data/, and of the API
	id          string // of the dataset
	title       record.Text
	description record.Text
	keywords    []record.Text
	rowIs       record.Text // what one row stands for
	explode     string      // property with a row for each element
	prefix      string      // of the columns of such an element
	key         []string    // fields that tell rows apart
	typ         reflect.Type
	records     func(b *book, set *record.Set) []reflect.Value // in the order of the rows
	dates       []string                                       // fields that say what time a row is about
	unit        string                                         // field that says where
	places      func(b *book, r reflect.Value) []string        // units that a record without such a field is about
	computed    func(b *book) []column                         // beside what the record holds
}

var kinds = []*kind{
	{
		name: "units", id: "don-vi-hanh-chinh", typ: reflect.TypeFor[record.Unit](), key: []string{"id"}, unit: "id",
		title: record.Text{VI: "Đơn vị hành chính", EN: "Administrative units"},
		description: record.Text{
			VI: "Các tỉnh, huyện, xã, phường, thị trấn có trong dữ liệu, với mã chính thức, đơn vị cấp trên, thời gian có hiệu lực và đơn vị kế tục sau khi sáp nhập.",
			EN: "The provinces, districts, communes, wards and townships in the data, with their official codes, the units above them, the time for which they were valid, and their successors after mergers.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một đời của một đơn vị: khoảng thời gian mà mã ấy chỉ nơi ấy.", EN: "Each row is one life of a unit: the time in which the code meant this place."},
		keywords: []record.Text{{VI: "đơn vị hành chính", EN: "administrative units"}, {VI: "sáp nhập", EN: "mergers"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Units) },
		dates:    []string{"valid_from", "valid_to"},
	},
	{
		name: "organizations", id: "co-quan", typ: reflect.TypeFor[record.Organization](), key: []string{"id"}, unit: "unit",
		title: record.Text{VI: "Cơ quan, tổ chức", EN: "Organisations"},
		description: record.Text{
			VI: "Các cơ quan Đảng, chính quyền, Mặt trận và đoàn thể có trong dữ liệu: tên, cấp, cơ quan cấp trên, nơi phục vụ và thời gian hoạt động.",
			EN: "The party, state and mass organisations in the data: name, level, body above, area served, and the time in which they existed.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một cơ quan, tổ chức.", EN: "Each row is one organisation."},
		keywords: []record.Text{{VI: "cơ quan nhà nước", EN: "public bodies"}, {VI: "đoàn thể", EN: "mass organisations"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Organizations) },
	},
	{
		name: "people", id: "can-bo", typ: reflect.TypeFor[record.Person](), explode: "posts", prefix: "post_",
		title: record.Text{VI: "Người giữ chức vụ", EN: "Officials"},
		description: record.Text{
			VI: "Những người giữ chức vụ công được nguồn nêu tên, với chức vụ, tổ chức và địa chỉ liên hệ của cơ quan. Không có thông tin riêng tư.",
			EN: "Holders of public office named by a source, with post, organisation and office contact. There is no private information.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một chức vụ của một người.", EN: "Each row is one post of one person."},
		keywords: []record.Text{{VI: "chức vụ", EN: "public office"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.People) },
		dates:    []string{"post_from", "post_to", "post_seen_on"},
		places:   officialPlaces,
	},
	{
		name: "plans", id: "ke-hoach", typ: reflect.TypeFor[record.Plan](), key: []string{"id"},
		title: record.Text{VI: "Kế hoạch và văn bản", EN: "Plans and documents"},
		description: record.Text{
			VI: "Các nghị quyết, chương trình, kế hoạch giảm nghèo: số ký hiệu, nơi ban hành, ngày, trích yếu, mục tiêu, và văn bản này thực hiện văn bản nào.",
			EN: "Resolutions, programmes and plans against poverty: symbol, issuer, date, title, targets, and which document carries out which.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một văn bản; các mục tiêu và quan hệ là danh sách trong dòng ấy.", EN: "Each row is one document; its targets and relations are lists within the row."},
		keywords: []record.Text{{VI: "kế hoạch", EN: "plans"}, {VI: "văn bản", EN: "documents"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Plans) },
		dates:    []string{"date", "period_from", "period_to"},
		places:   planPlaces,
	},
	{
		name: "commitments", id: "cam-ket", typ: reflect.TypeFor[record.Commitment](), key: []string{"id"}, unit: "unit",
		title: record.Text{VI: "Cam kết", EN: "Commitments"},
		description: record.Text{
			VI: "Cơ quan nào đã hứa giúp bao nhiêu hộ thoát nghèo, ở đâu, đến khi nào, theo văn bản nào, và đến nay kết quả ra sao.",
			EN: "Which organisation promised to help how many households out of poverty, where, by when, under which document, and what has come of it so far.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một cam kết. Trạng thái là của bước mới nhất trong tập “Kết quả”.", EN: "Each row is one commitment. Its status is that of the latest step in the dataset “Outcomes”."},
		keywords: []record.Text{{VI: "cam kết", EN: "commitments"}, {VI: "thoát nghèo", EN: "out of poverty"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Commitments) },
		dates:    []string{"period_from", "period_to"},
		computed: stateColumns,
	},
	{
		name: "activities", id: "hoat-dong", typ: reflect.TypeFor[record.Activity](), key: []string{"id"}, unit: "unit",
		title: record.Text{VI: "Hoạt động", EN: "Activities"},
		description: record.Text{
			VI: "Những việc đã làm hoặc dự kiến làm để thực hiện các cam kết: loại việc, nơi, ngày, số hộ, kinh phí, bằng chứng và trạng thái.",
			EN: "What was done or is planned to keep the commitments: type, place, date, households, cost, evidence and status.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một việc.", EN: "Each row is one activity."},
		keywords: []record.Text{{VI: "hỗ trợ", EN: "support"}, {VI: "sinh kế", EN: "livelihoods"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Activities) },
		dates:    []string{"date", "period_from", "period_to"},
	},
	{
		name: "outcomes", id: "ket-qua", typ: reflect.TypeFor[record.Outcome](), key: []string{"id"},
		title: record.Text{VI: "Kết quả", EN: "Outcomes"},
		description: record.Text{
			VI: "Từng bước có ghi ngày trong quá trình của mỗi cam kết: trạng thái, số hộ được công nhận, quyết định, bằng chứng. Chỉ trạng thái “đã rà soát công nhận” mới tính là đạt.",
			EN: "Each dated step in the life of a commitment: status, households recognised, decision, evidence. Only the status “recognised” counts as achieved.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một bước của một cam kết; bước cũ không bao giờ bị sửa.", EN: "Each row is one step of a commitment; earlier steps are never changed."},
		keywords: []record.Text{{VI: "kết quả", EN: "outcomes"}, {VI: "rà soát hộ nghèo", EN: "poverty review"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Outcomes) },
		dates:    []string{"date"},
		places:   outcomePlaces,
	},
	{
		name: "figures", id: "so-lieu", typ: reflect.TypeFor[record.Figure](), explode: "values", unit: "unit",
		title: record.Text{VI: "Số liệu chính thức", EN: "Official figures"},
		description: record.Text{
			VI: "Số hộ nghèo, hộ cận nghèo và tỷ lệ theo nơi, năm và chuẩn nghèo, chép đúng như nguồn chính thức đã công bố. Số theo hai chuẩn khác nhau không so sánh với nhau được.",
			EN: "Poor and near-poor households and rates by place, year and poverty standard, as official sources published them. Figures under two standards cannot be compared.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một thước đo của một nơi, một năm, một chuẩn nghèo.", EN: "Each row is one measure of one place, year and poverty standard."},
		keywords: []record.Text{{VI: "tỷ lệ hộ nghèo", EN: "poverty rate"}, {VI: "hộ cận nghèo", EN: "near-poor households"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Figures) },
		dates:    []string{"year"},
	},
	{
		name: "vocab", id: "danh-muc", typ: reflect.TypeFor[record.Vocab](), explode: "codes", prefix: "code_", key: []string{"id", "code"},
		title: record.Text{VI: "Danh mục mã", EN: "Code lists"},
		description: record.Text{
			VI: "Mọi mã dùng trong các tập dữ liệu, với tên gọi và giải thích bằng tiếng Việt và tiếng Anh, và văn bản quy định nếu có.",
			EN: "Every code used in the datasets, with its label and explanation in Vietnamese and English, and the legal text that defines it where there is one.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một mã của một danh mục.", EN: "Each row is one code of one list."},
		keywords: []record.Text{{VI: "danh mục", EN: "code lists"}, {VI: "chuẩn nghèo", EN: "poverty standards"}},
		records:  func(_ *book, set *record.Set) []reflect.Value { return values(set.Vocab) },
		dates:    []string{"code_from", "code_to"},
	},
	{
		name: "news", id: "tin-tuc", typ: reflect.TypeFor[newsItem](), key: []string{"id"},
		title: record.Text{VI: "Danh sách tin", EN: "News list"},
		description: record.Text{
			VI: "Các tin đã đăng: đầu đề, tóm tắt, ngày, tác giả, và tin nói về cam kết, văn bản, nơi, tổ chức nào.",
			EN: "The news items published: title, summary, date, author, and the commitments, documents, places and organisations they are about.",
		},
		rowIs:    record.Text{VI: "Mỗi dòng là một tin, có thể bằng cả hai thứ tiếng.", EN: "Each row is one news item, possibly in both languages."},
		keywords: []record.Text{{VI: "tin tức", EN: "news"}},
		records:  newsRecords,
		dates:    []string{"date"},
		places:   newsPlaces,
	},
}

func kindNamed(name string) *kind {
	return kinds[slices.IndexFunc(kinds, func(k *kind) bool { return k.name == name })]
}

func values[R any](records map[string]*R) []reflect.Value {
	list := make([]reflect.Value, 0, len(records))
	for _, r := range byID(records) {
		list = append(list, reflect.ValueOf(r).Elem())
	}
	return list
}

// newsRecords are the items of part, newest first.
func newsRecords(b *book, part *record.Set) []reflect.Value {
	at := make(map[int]bool, len(part.News))
	for i := range part.News {
		if place, ok := b.newsAt[NewsID(part.News[i].Address)]; ok {
			at[place] = true
		}
	}
	list := make([]reflect.Value, 0, len(at))
	for _, place := range slices.Sorted(maps.Keys(at)) {
		list = append(list, reflect.ValueOf(b.news[place]).Elem())
	}
	return list
}
