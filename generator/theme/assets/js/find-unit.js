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

    const matching = (units, list) => {
      const points = (name) => {
        const own = bare(name);
        let n = 0;
        for (const w of list) {
          const like = own.filter((o) => o.folded.startsWith(w.folded));
          if (!like.length) return 0;
          n += like.some((o) => o.spelling === w.spelling) ? 2 : 1;
        }
        const whole = own.slice(0, list.length).every((o, i) => o.folded.startsWith(list[i].folded));
        return n + (whole ? 10 : 0) + (whole && own.length === list.length ? 10 : 0);
      };
      return units
        .map((unit) => ({ unit, n: points(unit[0]) }))
        .filter(({ n }) => n)
        .sort((a, b) => b.n - a.n || a.unit[3].localeCompare(b.unit[3]))
        .map(({ unit }) => unit);
    };

    const item = ([name, within, address, former, ...now]) => {
      const li = $("hit").content.cloneNode(true);
      const part = (field) => li.querySelector(`[data-field=${field}]`);
      const href = (to) => root.dataset.base + to.slice(1);
      part("link").textContent = former ? fill(root.dataset.former, { name }) : name;
      part("link").href = href(address);
      part("within").textContent = within;
      if (!now.length) part("now").remove();
      for (let i = 0; i < now.length; i += 2) {
        const a = document.createElement("a");
        a.textContent = now[i];
        a.href = href(now[i + 1]);
        part("now").append(i ? ", " : " ", a);
      }
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
        const units = matching(lines(await load(`u/${h % 2 ** root.dataset.bits}`)), list);
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
