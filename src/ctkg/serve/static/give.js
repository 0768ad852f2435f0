// @ts-check
// Files can be dropped, and while a document is read the page says so.

for (const form of document.querySelectorAll("form.give")) {
  form.addEventListener("submit", () => {
    const told = form.querySelector(".reading");
    const button = form.querySelector("button");
    if (told) told.textContent = "Reading… this takes a few seconds.";
    // After the form is sent, so that its button is still a part of it.
    if (button) setTimeout(() => (button.disabled = true));
  });
}
// Back from the next page: the browser shows this one as it was left.
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form.give button")) /** @type {HTMLButtonElement} */ (button).disabled = false;
  for (const told of document.querySelectorAll("form.give .reading")) told.textContent = "";
});

const drop = document.querySelector("form.drop");
const files = /** @type {HTMLInputElement | null} */ (document.getElementById("files"));
if (drop instanceof HTMLFormElement && files) {
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const given = event.dataTransfer?.files;
    if (!given?.length) return;
    files.files = given;
    drop.requestSubmit();
  });
}
document.getElementById("summary")?.focus();
