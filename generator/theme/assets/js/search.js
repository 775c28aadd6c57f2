// The search page. The files that it reads are described in the Go package search;
// a query fetches only those that it needs. Without this script the page is a
// page of lists.
(() => {
  "use strict";
  const { words, wordPattern, fold, hash, text, lines, folder, fill } = mbSearch;
  const shown = 10; // results at a time
  const mostWords = 12;
  const rowsPerFile = 8;
  const monthSize = 2 ** 24;

  // ---- The index: lists of documents, the newest first. A document is a number.

  const reader = (bytes) => {
    let at = 0;
    const take = (n) => bytes.subarray(at, (at += n));
    const next = () => {
      for (let value = 0, unit = 1; ; unit *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * unit;
        if (byte < 128) return value;
      }
    };
    return { next, take, more: () => at < bytes.length };
  };

  const list = (bytes) => {
    const { next, take, more } = reader(bytes);
    const found = [];
    for (let month = 0; more(); ) {
      month = month ? month - next() : next();
      const head = next();
      const slots = [];
      if (head % 2) {
        take((head - 1) / 2).forEach((byte, n) => {
          for (let i = 0; i < 8; i++) if ((byte >> i) & 1) slots.push(8 * n + i);
        });
      } else {
        for (let n = head / 2, slot = 0; n > 0; n--) slots.push((slot += next()));
      }
      for (const slot of slots.reverse()) found.push(month * monthSize + slot);
    }
    return found;
  };

  const nothing = { titles: [], all: [] };

  const entry = (bytes, key) => {
    const { next, take, more } = reader(bytes);
    const part = () => take(next());
    while (more()) {
      const name = text(part());
      const titles = part();
      const all = part();
      if (name === key) return { titles: list(titles), all: all.length && list(all) };
    }
    return nothing;
  };

  const both = (lists) => {
    const [first, ...rest] = lists.slice().sort((a, b) => a.length - b.length);
    const sets = rest.map((l) => new Set(l));
    return (first || []).filter((id) => sets.every((set) => set.has(id)));
  };

  const finder = (root) => {
    const load = folder(root.dataset.index);

    // What a file knows of a key, for which signs may stand; a long list has a file
    // of its own.
    const look = async (name, bits, h, signs) => {
      const found = entry(await load(`${name}/${h % 2 ** bits}`), signs);
      return found.all ? found : { titles: found.titles, all: list(await load(`${name}/long/${h}`)) };
    };
    const word = (key) => look("w", root.dataset.wordBits, hash(key), key);
    const pair = (key) => {
      const h = hash(key);
      return look("p", root.dataset.pairBits, h, String.fromCharCode(...[14, 20, 26].map((shift) => 48 + ((h >>> shift) & 63))));
    };

    // Pages with all words: first the page of that name, then those with the words
    // in the title, then those with the words side by side; each the newest first.
    const rank = (found, pairs, name) => {
      const points = new Map();
      const give = (ids, n) => ids.forEach((id) => points.set(id, (points.get(id) || 0) + n));
      const known = pairs.filter((p) => p.all.length);
      give(name.all, 8);
      give(both(found.map((w) => w.titles)), 4);
      give(both(known.map((p) => p.titles)), 2);
      give(both(known.map((p) => p.all)), 1);
      const score = (id) => points.get(id) || 0;
      return both(found.map((w) => w.all)).sort((a, b) => score(b) - score(a) || b - a);
    };

    const search = async (query) => {
      const list = words(query).slice(0, mostWords);
      const marked = list.some((w) => w.spelling !== w.folded);
      const [typed, pairs, name] = await Promise.all([
        Promise.all(list.map((w) => word(w.spelling))),
        Promise.all(list.slice(1).map((w, i) => pair(`${list[i].folded} ${w.folded}`))),
        list.length > 1 ? pair(`=${list.map((w) => w.folded).join(" ")}`) : nothing,
      ]);
      const ids = rank(typed, pairs, name);
      const result = { list, ids, exact: ids.length, marked, found: typed };
      if (marked && ids.length < shown) {
        result.found = await Promise.all(list.map((w) => word(w.folded)));
        const first = new Set(ids);
        ids.push(...rank(result.found, pairs, name).filter((id) => !first.has(id)));
      }
      return result;
    };

    const row = (id) => {
      const month = Math.floor(id / monthSize);
      const slot = id % monthSize;
      return load(`d/${month}/${Math.floor(slot / rowsPerFile)}`).then((bytes) => {
        const [, address, title, kind, when, summary, lang] = lines(bytes).find((r) => Number(r[0]) === slot);
        return { address, title, kind, when, summary, lang };
      });
    };

    // One letter too many, too few, another or two swapped.
    const near = (a, b) => {
      let i = 0;
      while (i < a.length && a[i] === b[i]) i++;
      const rest = (from, n) => from.slice(i + n);
      return (
        rest(a, 1) === rest(b, 1) || rest(a, 0) === rest(b, 1) || rest(a, 1) === rest(b, 0) ||
        (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, 2) === rest(b, 2))
      );
    };

    // Other queries that find something.
    const suggest = async ({ list, found }) => {
      const join = (parts) => parts.join(" ");
      const lost = found.map((w) => !w.all.length);
      if (!lost.includes(true)) {
        return list
          .map((_, i) => ({ n: both(found.filter((_, j) => j !== i).map((w) => w.all)).length, q: join(list.filter((_, j) => j !== i).map((w) => w.text)) }))
          .filter((s) => s.n && s.q)
          .sort((a, b) => b.n - a.n)
          .slice(0, 3)
          .map((s) => s.q);
      }
      const known = text(await load("spellings")).split("\n").map((line) => line.split(" "));
      const better = list.map((w, i) => {
        if (!lost[i]) return [w.text];
        return known.filter(([k]) => near(k, w.folded)).sort((a, b) => b[1] - a[1]).slice(0, 3).map(([k]) => k);
      });
      const kept = list.filter((_, i) => !lost[i]).map((w) => w.text);
      const mended = better.every((b) => b.length) ? [0, 1, 2].map((n) => join(better.map((b) => b[Math.min(n, b.length - 1)]))) : [];
      return [...new Set([...mended, join(kept)])].filter((q) => q);
    };

    return { search, row, suggest };
  };

  // ---- The page.

  // Text with the words of the query marked in it.
  const highlight = (element, content, list) => {
    const wanted = new Set(list.map((w) => w.folded));
    let end = 0;
    for (const match of content.match(wordPattern) || []) {
      const start = content.indexOf(match, end);
      if (!wanted.has(fold(match))) continue;
      const mark = document.createElement("mark");
      mark.textContent = match;
      element.append(content.slice(end, start), mark);
      end = start + match.length;
    }
    element.append(content.slice(end));
  };

  const searchPage = (root) => {
    const { search, row, suggest } = finder(root);
    const $ = (name) => root.querySelector(`[data-part=${name}]`);
    const [input, status, hits, more, advice, links] = ["input", "status", "hits", "more", "advice", "links"].map($);
    const said = status.dataset;
    const lang = document.documentElement.lang;
    const number = (n) => n.toLocaleString(lang);
    const title = document.title;
    let turn = 0; // a later query makes the answer to an earlier one void

    const item = (result, list) => {
      const li = $("hit").content.cloneNode(true);
      const part = (name) => li.querySelector(`[data-field=${name}]`);
      const link = part("link");
      link.href = root.dataset.base + result.address.slice(1);
      highlight(link, result.title, list);
      highlight(part("summary"), result.summary, list);
      if (result.lang) link.lang = part("summary").lang = result.lang;
      part("about").textContent = [result.kind, result.when].filter((s) => s).join(" · ");
      return li;
    };

    const show = async (result, from) => {
      const rows = await Promise.all(result.ids.slice(from, from + shown).map(row));
      return () => {
        hits.append(...rows.map((r) => item(r, result.list)));
        more.hidden = from + shown >= result.ids.length;
        const further = async () => {
          more.onclick = null; // one at a time
          try {
            const next = await show(result, from + shown);
            next();
            hits.children[from + shown].querySelector("a").focus();
          } catch (error) {
            more.onclick = further;
            status.textContent = said.failed;
          }
        };
        more.onclick = further;
      };
    };

    const message = ({ ids, exact, marked }, q) => {
      const values = { q, n: number(ids.length), exact: number(exact), other: number(ids.length - exact) };
      if (!ids.length) return fill(said.none, values);
      if (marked && !exact) return fill(said.unmarked, values);
      if (marked && ids.length > exact) return fill(said.both, values);
      return fill(ids.length === 1 ? said.one : said.found, values);
    };

    const run = async () => {
      const q = (new URLSearchParams(location.search).get("q") || "").trim().slice(0, 100);
      const mine = ++turn;
      input.value = q;
      hits.textContent = "";
      more.hidden = advice.hidden = true;
      status.textContent = q ? said.busy : "";
      document.title = q ? `${q} – ${title}` : title;
      if (!q) return;
      try {
        const result = await search(q);
        const draw = await show(result, 0);
        const other = result.ids.length ? [] : await suggest(result);
        if (mine !== turn) return;
        draw();
        status.textContent = message(result, q);
        advice.hidden = !other.length;
        links.textContent = "";
        for (const query of other) {
          const li = document.createElement("li");
          const a = document.createElement("a");
          a.href = `?q=${encodeURIComponent(query)}`;
          a.textContent = query;
          li.append(a);
          links.append(li);
        }
      } catch (error) {
        if (mine === turn) status.textContent = said.failed;
      }
    };

    $("form").addEventListener("submit", (event) => {
      event.preventDefault();
      history.pushState(null, "", `?q=${encodeURIComponent(input.value.trim())}`);
      run();
    });
    addEventListener("popstate", run);
    root.hidden = false;
    run();
  };

  searchPage(document.querySelector(".mb-search"));
})();
