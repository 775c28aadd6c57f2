// A plain site: what is measured is rendering, not a theme.
export default function (config) {
	config.addFilter("day", (date) => date.toISOString().slice(0, 10));
	config.addFilter("shown", (date) => date.toISOString().slice(0, 10).split("-").reverse().join("/"));
	return { markdownTemplateEngine: false, dir: { includes: "_includes" } };
}
