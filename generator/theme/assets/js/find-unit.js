// Finds administrative units while a reader types a name, with or without marks,
// of today or of before. Without this script the form leads to the search page.
(() => {
  "use strict";
  const { words, fold, hash, lines, folder, fill } = mbSearch;
  const shown = 10;
  const prefixLength = 3; // letters that choose a file

  const unitForm = (root) => {
    const load = folder(root.dataset.index);
    const $ = (name) => root.querySelector(`[data-part=${name}]`);
    const [input, status, hits] = ["input", "status", "hits"].map($);
    const kinds = root.dataset.kinds.split("|").map(fold).sort((a, b) => b.length - a.length);
    let turn = 0;

    // The name without "xã", "thị trấn" before it.
    const bare = (q) => {
      const folded = words(q).map((w) => w.folded).join(" ");
      const kind = kinds.find((k) => folded.startsWith(`${k} `));
      return words(q).slice(kind ? kind.split(" ").length : 0);
    };

    // A title with the name between bars, and the address that belongs to it.
    const named = (marked, address) => {
      const name = marked.split("|")[1] || marked;
      const slug = words(name).map((w) => w.folded).join("-");
      return { name: words(name), title: marked.replace(/\|/g, ""), href: root.dataset.base + address.replace("*", slug).slice(1) };
    };

    const unit = ([marked, address, within, former, ...now]) => {
      const links = [];
      for (let i = 0; i < now.length; i += 2) links.push(named(now[i], now[i + 1]));
      return Object.assign(named(marked, address), { within, former, links });
    };

    // How well a name fits: every word typed begins one of it.
    const points = (name, list) => {
      let n = 0;
      for (const w of list) {
        const like = name.filter((o) => o.folded.startsWith(w.folded));
        if (!like.length) return 0;
        n += like.some((o) => o.spelling === w.spelling) ? 2 : 1;
      }
      const inOrder = list.every((w, i) => name[i] && name[i].folded.startsWith(w.folded));
      return n + (inOrder ? 100 : 0) + (inOrder && name.length === list.length ? 100 : 0);
    };

    const matching = (units, list) =>
      units
        .map((u) => ({ u, n: points(u.name, list) }))
        .filter(({ n }) => n)
        .sort((a, b) => b.n - a.n || a.u.former.localeCompare(b.u.former))
        .map(({ u }) => u);

    const item = (u) => {
      const li = $("hit").content.cloneNode(true);
      const part = (field) => li.querySelector(`[data-field=${field}]`);
      const leadTo = (a, { title, href }) => Object.assign(a, { textContent: title, href });
      leadTo(part("link"), { title: u.former ? fill(root.dataset.former, { name: u.title }) : u.title, href: u.href });
      part("within").textContent = u.within;
      if (!u.links.length) part("now").remove();
      u.links.forEach((link, i) => part("now").append(i ? ", " : " ", leadTo(document.createElement("a"), link)));
      return li;
    };

    const run = async () => {
      const mine = ++turn;
      const list = bare(input.value);
      const longest = list.map((w) => w.folded).sort((a, b) => b.length - a.length)[0] || "";
      hits.textContent = status.textContent = "";
      if (longest.length < 2) return;
      try {
        const h = hash(longest.slice(0, prefixLength));
        const units = matching(lines(await load(`u/${h % 2 ** root.dataset.bits}`)).map(unit), list);
        if (mine !== turn) return;
        hits.append(...units.slice(0, shown).map(item));
        const said = status.dataset;
        status.textContent = fill(!units.length ? said.none : units.length > shown ? said.many : said.found, { n: units.length, shown });
      } catch (error) {
        if (mine === turn) status.textContent = status.dataset.failed;
      }
    };

    input.addEventListener("input", run);
    if (input.value) run();
  };

  document.querySelectorAll(".mb-find-unit").forEach(unitForm);
})();
