// @ts-check
// While the numbers of the first page are being counted: looks again, and puts them in their place.

const TIMES = 20;
const WAIT = 1500;

async function again(left) {
  const main = document.getElementById("main");
  if (!left || !main) return;
  await new Promise((resolve) => setTimeout(resolve, WAIT));
  // Whoever is typing or has gone to a link is not disturbed.
  if (main.contains(document.activeElement) && document.activeElement !== main) return again(left - 1);
  const answer = await fetch("/", { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (page.querySelector("[data-counting]")) return again(left - 1);
  location.reload();
}

if (document.querySelector("[data-counting]")) void again(TIMES);
