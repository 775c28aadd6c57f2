package portal

import (
	"minhbach/generator/internal/portal/dataset"
	"minhbach/generator/internal/record"
)

// newsFolder is the feed of the whole site.
const newsFolder = "/tin/"

// newsFeed is the news of the whole site.
func (e *edition) newsFeed() []File {
	newest := e.articles[:min(len(e.articles), e.site.Limits.ListNews)]
	return e.files(feed{folder: newsFolder, title: e.feedTitle(), description: e.say("news_intro"), items: e.newsItems(newest)})
}

// historyFeeds tell of publications, and of the numbers that they corrected.
func (e *edition) historyFeeds() []File {
	if len(e.releases) == 0 {
		return nil
	}
	return append(e.files(e.historyFeed()), e.files(e.correctionsFeed())...)
}

// dataFeeds tell of each dataset.
func (e *edition) dataFeeds() []File {
	if e.data == nil {
		return nil
	}
	var files []File
	for _, d := range e.data.Datasets {
		files = append(files, e.files(e.datasetFeed(d))...)
	}
	return files
}

func (e *edition) feedTitle() string {
	return e.say("feed_title", "site", e.note(&e.site.Title))
}

// about is a feed of what happens in one corner of the site.
func (e *edition) about(folder, name string, items ...[]feedItem) feed {
	f := feed{
		folder: folder, title: e.say("feed_title_of", "site", e.note(&e.site.Title), "name", name),
		description: e.say("feed_about", "name", name),
	}
	for _, list := range items {
		f.items = append(f.items, list...)
	}
	return f
}

func (e *edition) placeFeed(p *place) feed {
	f := e.about(p.address(), e.unitTitle(p.now()), e.newsItems(e.newsOn[p.address()]), e.commitmentItems(e.commitmentsAt[p]))
	for _, a := range e.activitiesAt[p] {
		f.items = append(f.items, e.activityItems(a)...)
	}
	return f
}

func (e *edition) organizationFeed(o *record.Organization) feed {
	f := e.about(organizationAddress(o.ID), e.note(&o.Name), e.newsItems(e.newsOn["organizations/"+o.ID]))
	for _, plan := range e.plansBy[o.ID] {
		f.items = append(f.items, e.planItem(plan))
	}
	promised := map[*record.Commitment]bool{}
	for _, c := range e.commitmentsBy[o.ID] {
		promised[c] = true
	}
	f.items = append(f.items, e.commitmentItems(e.commitmentsBy[o.ID])...)
	for _, a := range e.activitiesBy[o.ID] {
		if !promised[e.set.Commitments[a.Commitment]] {
			f.items = append(f.items, e.activityItems(a)...)
		}
	}
	return f
}

func (e *edition) planFeed(plan *record.Plan) feed {
	return e.about(planAddress(plan.ID), e.planName(plan), []feedItem{e.planItem(plan)},
		e.newsItems(e.newsOn["plans/"+plan.ID]), e.commitmentItems(e.commitmentsOf[plan.ID]))
}

// datasetFeed tells of the publication that is there; a later one takes its
// place with an id of its own.
func (e *edition) datasetFeed(d *dataset.Dataset) feed {
	title := d.Title.In(e.lang)
	at := e.absolute(datasetAddress(d))
	return e.about(datasetAddress(d), title, []feedItem{{
		id: at + "#" + d.Version, url: at, day: d.AsOf,
		title: e.say("feed_dataset", "title", title, "version", d.Version),
		text:  e.counted("data_rows", int64(d.Rows)) + ". " + d.Description.In(e.lang),
	}})
}

func (e *edition) newsItems(list []*article) []feedItem {
	items := make([]feedItem, 0, len(list))
	for _, a := range list {
		doc, foreign := a.in(e.lang)
		at := e.absolute(a.address)
		items = append(items, feedItem{
			id: at, url: at, title: doc.Meta.Title, text: doc.Meta.Summary, lang: foreign,
			day: doc.Meta.Date, modified: doc.Meta.Updated, author: e.byline(&doc.Meta),
		})
	}
	return items
}

// recordItem is a record without a page of its own: its page is at address.
func (e *edition) recordItem(kind, id, address, day string) feedItem {
	return feedItem{id: e.absolute(address) + "#" + kind + "-" + id, url: e.absolute(address), day: day}
}

func (e *edition) planItem(plan *record.Plan) feedItem {
	item := e.recordItem("plans", plan.ID, planAddress(plan.ID), plan.Date)
	item.id, item.title, item.text = item.url, e.citation(plan), e.note(&plan.Title)
	return item
}

// commitmentItems are the commitments, each on the day of its document, and
// what was done for them and came of them.
func (e *edition) commitmentItems(list []*record.Commitment) []feedItem {
	var items []feedItem
	for _, c := range list {
		at := commitmentAddress(c.ID)
		if plan := e.set.Plans[c.Plan]; plan != nil {
			item := e.recordItem("commitments", c.ID, at, plan.Date)
			item.id, item.title, item.text = item.url, e.note(&c.Title), upperFirst(e.promiseSentence(c))
			items = append(items, item)
		}
		for _, a := range e.activities[c.ID] {
			items = append(items, e.activityItems(a)...)
		}
		for _, o := range e.outcomes[c.ID] {
			item := e.recordItem("outcomes", o.ID, at, o.Date)
			item.title = e.say("feed_step", "step", e.outcomeTitle(o), "commitment", e.note(&c.Title))
			item.text = e.note(o.Reason)
			items = append(items, item)
		}
	}
	return items
}

// activityItems is what was done, where a day is known; what is only planned is
// no event yet.
func (e *edition) activityItems(a *record.Activity) []feedItem {
	c := e.set.Commitments[a.Commitment]
	day := a.Date
	if day == "" && a.Period != nil {
		day = a.Period.To
	}
	if c == nil || day == "" || a.Status == statusPlanned || day > e.site.DataAsOf {
		return nil
	}
	item := e.recordItem("activities", a.ID, commitmentAddress(c.ID), day)
	item.title = e.say("feed_step", "step", e.note(&a.Title), "commitment", e.note(&c.Title))
	item.text = e.note(a.Text)
	return []feedItem{item}
}
