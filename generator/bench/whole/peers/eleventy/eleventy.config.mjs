// A plain site: what is measured is rendering the same pages, not a theme.
const english = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export default function (config) {
	config.addFilter("day", (date) => date.toISOString().slice(0, 10));
	config.addFilter("shown", (date, lang) => (lang === "vi" ? date.toISOString().slice(0, 10).split("-").reverse().join("/") : english.format(date)));
	return { markdownTemplateEngine: false, dir: { includes: "_includes", data: "_data" } };
}
