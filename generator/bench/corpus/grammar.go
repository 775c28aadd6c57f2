package main

// sentence is one sentence in both languages. In braces stand what news puts in:
// {xa} the commune, {so} the office, {nam} the year, {ngay} a day, {tuan} a number
// of weeks, {kt} a skill.
type sentence struct{ vi, en string }

// The sentences of news say what such news says, of places that do not exist.
var (
	disclaimer = sentence{
		"Bài này là văn bản mô phỏng do chương trình sinh ra để đo tốc độ dựng trang. Không địa phương, cơ quan hay con số nào trong bài có thật.",
		"This text is synthetic: a program made it to measure how fast the site is built. No place, office or figure in it is real.",
	}
	titles = []sentence{
		{"{xa} bàn cách thực hiện cam kết giảm nghèo năm {nam}", "{xa} discusses how to keep its poverty commitment of {nam}"},
		{"{so} làm việc với {xa} về cam kết năm {nam}", "Meeting with {xa} on the commitment of {nam}: {so}"},
		{"Tập huấn {kt} cho các hộ nghèo {xa}", "Training in {kt} for poor households of {xa}"},
		{"{xa} rà lại tiến độ giúp hộ nghèo năm {nam}", "{xa} reviews the help for poor households in {nam}"},
		{"Giao giống và vật tư cho các hộ nghèo {xa}", "Seed and supplies for poor households of {xa}"},
		{"Những điều đã biết và chưa biết về cam kết năm {nam} ở {xa}", "What is known and not known of the commitment of {nam} in {xa}"},
	}
	onPromise = []sentence{
		{"Văn bản giao việc ghi rõ thời hạn là hết năm {nam}.", "The document sets the end of {nam} as the time limit."},
		{"Số hộ được tính theo chuẩn nghèo giai đoạn 2022–2025.", "Households are counted under the poverty standard of 2022–2025."},
		{"Danh sách hộ do địa phương lập và không được công bố ở đây.", "The local authority keeps the list of households; it is not published here."},
		{"Cơ quan được giao việc phải báo cáo sau mỗi quý.", "The office that was given the task has to report every quarter."},
		{"Kết quả chỉ được tính khi cuộc rà soát cuối năm đã công nhận.", "A result counts only when the year-end review has recognised it."},
		{"Ngoài chỉ tiêu ấy, văn bản không nêu mục tiêu nào khác bằng số.", "Apart from that target the document sets no goal in figures."},
		{"Ủy ban nhân dân là nơi phối hợp trong suốt thời gian thực hiện.", "The People’s Committee works with the office throughout."},
		{"Trách nhiệm của từng đơn vị được ghi trong phụ lục của kế hoạch.", "An annex to the plan says who is responsible for what."},
	}
	onMeeting = []sentence{
		{"Ngày {ngay}, đại diện cơ quan đã làm việc với {xa} để rà lại từng phần việc.", "On {ngay} the office met {xa} to go through the work step by step."},
		{"Hai bên thống nhất ưu tiên những hộ còn thiếu việc làm và thiếu đất sản xuất.", "Both sides agreed to begin with households short of work and of land."},
		{"Cuộc họp bàn kỹ cách theo dõi tiến độ, vì năm trước nhiều việc đã làm mà không ghi ngày.", "They spoke at length about keeping track, because much of the work of the year before had no dates."},
		{"Địa phương đề nghị tập huấn vào lúc nông nhàn để bà con dễ tham gia.", "The commune asked for training in the slack season, when people have time."},
		{"Mỗi thôn cử một người theo dõi và báo lại vào cuối tháng.", "Each village names someone to follow the work and report at the end of the month."},
		{"Các ý kiến được ghi vào biên bản, kèm hạn trả lời.", "The minutes list every request with the day by which it is to be answered."},
		{"Đường vào một số thôn còn khó đi trong mùa mưa, nên lịch xuống cơ sở được xếp vào các tháng khô.", "Some villages are hard to reach in the rainy season, so visits are planned for the dry months."},
		{"Cơ quan cho biết sẽ quay lại kiểm tra sau {tuan} tuần.", "The office says that it will come back in {tuan} weeks."},
		{"Nơi nào làm chậm phải nêu lý do và thời hạn mới.", "Whoever is late has to give a reason and a new date."},
		{"Kinh phí đi lại do cơ quan tự lo, không lấy từ phần dành cho các hộ.", "The office pays its own travel, not from what is meant for the households."},
	}
	onSupport = []sentence{
		{"Chương trình không phát tiền mặt mà hỗ trợ giống, vật tư và kỹ thuật.", "The programme gives no cash but seed, supplies and skills."},
		{"Những hộ có đất nhưng thiếu vốn được hướng dẫn thủ tục vay của ngân hàng chính sách.", "Households with land but no money are shown how to borrow from the policy bank."},
		{"Với nơi thiếu nước sinh hoạt, địa phương dự kiến làm bể chứa dùng chung cho từng cụm dân cư.", "Where water is short, shared tanks are planned for each cluster of homes."},
		{"Trẻ em được nhận sách vở trước ngày khai giảng.", "Children get books before the school year begins."},
		{"Việc sửa nhà chỉ bắt đầu khi đã có dự toán và có người giám sát của thôn.", "Repairs begin only when there is an estimate and somebody from the village to supervise."},
		{"Giống được giao tận thôn, có biên bản giao nhận và người chứng kiến.", "Seed is brought to the village and handed over in writing before witnesses."},
		{"Thẻ bảo hiểm y tế được làm tại trụ sở, bà con không phải đi xa.", "Health insurance cards are made out locally, so that nobody has to travel far."},
		{"Dụng cụ sản xuất được mua chung để được giá thấp hơn.", "Tools are bought together to get a lower price."},
		{"Ai đã nhận hỗ trợ loại nào đều được ghi lại để không trùng với chương trình khác.", "It is noted who has had which kind of help, so that programmes do not overlap."},
	}
	onTraining = []sentence{
		{"Nội dung tập huấn lần này là {kt}, phù hợp với đất đai và khí hậu trong vùng.", "This time the subject was {kt}, which suits the soil and climate."},
		{"Mỗi lớp kéo dài hai ngày, một ngày nghe giảng và một ngày thực hành.", "Each course takes two days, one of talks and one of practice."},
		{"Người dự được phát tài liệu ngắn, chữ to, có hình vẽ từng bước.", "Participants get a short leaflet in large print with a drawing of each step."},
		{"Cán bộ kỹ thuật làm mẫu trước, sau đó từng nhóm tự làm và góp ý cho nhau.", "Technicians show the steps first; then groups try and correct each other."},
		{"Nhóm nào làm chưa đúng được hướng dẫn thêm ngay tại chỗ.", "Groups that do not get it right are helped on the spot."},
		{"Chi phí đầu vào được tính trước để mỗi nhà tự cân nhắc khả năng của mình.", "Costs are worked out in advance so that each family can judge what it can afford."},
		{"Sản phẩm làm ra chủ yếu bán ở chợ phiên, nên đầu ra vẫn là điều phải tính.", "Most of what is produced is sold at local markets, so finding buyers remains a question."},
		{"Lứa đầu thường cho ít sản phẩm; từ lứa thứ hai mới có thể tính đến bán.", "The first round yields little; only from the second is there something to sell."},
		{"Phân chuồng được ủ kỹ trước khi bón để tránh mầm bệnh.", "Manure is composted well before use, to keep disease away."},
		{"Chuồng trại phải khô, thoáng và cách xa nguồn nước.", "Pens have to be dry, airy and far from water."},
		{"Sổ ghi chép đơn giản giúp bà con biết mình lãi hay lỗ.", "A simple notebook tells people whether they gain or lose."},
	}
	unknown = []sentence{
		{"**Số tiền.** Nguồn không nêu tổng số tiền đã chi.", "**Money.** The source does not say what was spent in all."},
		{"**Ngày tháng.** Nhiều việc không ghi ngày cụ thể.", "**Dates.** Much of the work is not dated."},
		{"**Kết quả.** Chưa nơi nào công bố kết quả rà soát riêng của cam kết này.", "**Result.** No review of this commitment alone has been published."},
		{"**Số người.** Nguồn chỉ nêu số hộ, không nêu số người.", "**People.** The source counts households, not people."},
		{"**Sau khi hết hạn.** Không rõ cơ quan còn theo dõi đến khi nào.", "**Afterwards.** It is not clear how long the office will follow up."},
		{"**Nguồn vốn.** Không rõ phần nào từ ngân sách, phần nào do vận động.", "**Sources.** It is not clear what comes from the budget and what from gifts."},
	}
	headings = []sentence{
		{"Ai hứa điều gì", "Who promised what"}, {"Buổi làm việc", "The meeting"}, {"Cách giúp", "How they help"},
		{"Tập huấn", "Training"}, {"Những việc trong kế hoạch", "What was planned"}, {"Điều chưa được công bố", "What has not been published"},
	}
)
