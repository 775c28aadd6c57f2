// What the search page and the search for units share: how words are compared,
// and how the files of the Go package search are fetched and unpacked.
const mbSearch = (() => {
  "use strict";

  // ---- Words: as in Go, viet.Fold and search.wordOf.

  const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
  const marks = /\p{Mn}/gu;

  const fold = (s) => s.normalize("NFD").replace(marks, "").toLowerCase().replace(/đ/g, "d");

  // The folded word with its marks behind it, wherever in the word they stand.
  const spelling = (s) => fold(s) + (s.normalize("NFD").replace(/đ/gi, "d\u0335").match(marks) || []).sort().join("");

  const words = (s) =>
    (s.match(wordPattern) || [])
      .map((text) => ({ text, folded: fold(text), spelling: spelling(text) }))
      .filter((word) => word.folded);

  const hash = (key) => {
    let h = 2166136261;
    for (const byte of new TextEncoder().encode(key)) h = Math.imul(h ^ byte, 16777619);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    return (h ^ (h >>> 13)) >>> 0;
  };

  // ---- Files. They are unpacked here because not every phone can do it itself.

  const inflate = (data) => {
    if (data[0] !== 31 || data[1] !== 139) return data; // the server has unpacked it
    const out = [];
    let at = 10 * 8; // in bits, behind the head that Go writes
    const bits = (n) => {
      let value = 0;
      for (let i = 0; i < n; i++, at++) value |= ((data[at >> 3] >> (at & 7)) & 1) << i;
      return value;
    };
    const code = (lengths) => {
      const count = new Array(16).fill(0);
      for (const length of lengths) count[length]++;
      const symbols = [];
      for (let length = 1; length < 16; length++) {
        lengths.forEach((l, symbol) => l === length && symbols.push(symbol));
      }
      return { count, symbols };
    };
    const symbol = ({ count, symbols }) => {
      for (let length = 1, value = 0, first = 0, index = 0; length < 16; length++) {
        value |= bits(1);
        if (value - first < count[length]) return symbols[index + value - first];
        index += count[length];
        first = (first + count[length]) << 1;
        value <<= 1;
      }
      throw new Error("search: damaged file");
    };
    const repeat = (n, value) => new Array(n).fill(value);
    // Lengths and distances: the first value of each code, and its extra bits.
    const lengthExtra = (i) => (i < 8 || i === 28 ? 0 : (i >> 2) - 1);
    const distanceExtra = (i) => (i < 4 ? 0 : (i >> 1) - 1);
    const lengthBase = (i) => (i === 28 ? 258 : i < 8 ? i + 3 : (((i & 3) + 4) << lengthExtra(i)) + 3);
    const distanceBase = (i) => (i < 4 ? i + 1 : (((i & 1) + 2) << distanceExtra(i)) + 1);

    for (let last = 0; !last; ) {
      last = bits(1);
      const type = bits(2);
      if (type === 0) {
        at = (at + 7) & ~7;
        const length = bits(16);
        bits(16);
        for (let i = 0; i < length; i++) out.push(bits(8));
        continue;
      }
      let lengths = [...repeat(144, 8), ...repeat(112, 9), ...repeat(24, 7), ...repeat(8, 8), ...repeat(30, 5)];
      let literals = 288;
      if (type === 2) {
        literals = bits(5) + 257;
        const total = literals + bits(5) + 1;
        const order = repeat(19, 0);
        const used = bits(4) + 4;
        [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].forEach((i, n) => n < used && (order[i] = bits(3)));
        const meta = code(order);
        lengths = [];
        while (lengths.length < total) {
          const s = symbol(meta);
          if (s < 16) lengths.push(s);
          else if (s === 16) lengths.push(...repeat(bits(2) + 3, lengths[lengths.length - 1]));
          else lengths.push(...repeat(s === 17 ? bits(3) + 3 : bits(7) + 11, 0));
        }
      }
      const literal = code(lengths.slice(0, literals));
      const distance = code(lengths.slice(literals));
      for (let s; (s = symbol(literal)) !== 256; ) {
        if (s < 256) {
          out.push(s);
          continue;
        }
        const length = lengthBase(s - 257) + bits(lengthExtra(s - 257));
        const d = symbol(distance);
        const back = distanceBase(d) + bits(distanceExtra(d));
        for (let i = 0; i < length; i++) out.push(out[out.length - back]);
      }
    }
    return Uint8Array.from(out);
  };

  const text = (bytes) => new TextDecoder().decode(bytes);
  const lines = (bytes) => text(bytes).split("\n").slice(0, -1).map((line) => line.split("\t"));

  // Fetches files of one folder of files, each fetched once and asked for anew, so that
  // files of two publications do not mix.
  const folder = (base) => {
    const files = {};
    return (path) => {
      if (!files[path]) {
        files[path] = fetch(`${base}${path}.bin`, { cache: "no-cache" })
          .then((answer) => {
            if (!answer.ok) throw new Error(`search: status ${answer.status}`);
            return answer.arrayBuffer();
          })
          .then((buffer) => inflate(new Uint8Array(buffer)));
        files[path].catch(() => delete files[path]);
      }
      return files[path];
    };
  };

  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  return { words, wordPattern, fold, hash, text, lines, folder, fill };
})();
