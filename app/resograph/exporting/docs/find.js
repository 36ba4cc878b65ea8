// Finds words in the documents while one types: those that have all of them, with lines where they stand.
(() => {
  const { root, none } = document.currentScript.dataset;
  const place = document.querySelector("search");
  const field = place.querySelector("input");
  const found = document.querySelector("#found");
  const article = document.querySelector("article");
  const MOST = 12;
  const LONGEST = 300;

  const link = (address, text) => {
    const made = document.createElement("a");
    made.href = root + address;
    made.textContent = text;
    return made;
  };

  const shown = (text, words) => {
    const section = document.createElement("section");
    const heading = document.createElement("h2");
    const list = document.createElement("ul");
    heading.append(link(text.address, text.title));
    for (const [above, anchor, line] of text.lines
      .filter(([, , line]) => words.some((word) => line.toLowerCase().includes(word)))
      .slice(0, MOST)) {
      const item = document.createElement("li");
      item.append(link(`${text.address}#${anchor}`, above), `: ${line.slice(0, LONGEST)}`);
      list.append(item);
    }
    section.append(heading, list);
    return section;
  };

  const find = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const texts = words.length ? DOCUMENTS.filter((text) => words.every((word) => text.whole.includes(word))) : [];
    found.replaceChildren(...texts.map((text) => shown(text, words)));
    if (words.length && !texts.length) found.textContent = none;
    found.hidden = !words.length;
    article.hidden = words.length > 0;
  };

  for (const text of DOCUMENTS) {
    text.whole = [text.title, ...text.lines.map(([, , line]) => line)].join("\n").toLowerCase();
  }
  place.hidden = false;
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  found.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      field.value = "";
      find();
    }
  });
  find();
})();
