// Answers SPARQL in the browser, in a worker, on a dump of the graph; for sites without a server.
import init, * as oxigraph from "./vendor/oxigraph/web.js";

let loading = null;

async function loaded(address) {
  await init({ module_or_path: new URL("vendor/oxigraph/web_bg.wasm", import.meta.url) });
  postMessage({ words: "Fetching the graph …" });
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("the dump cannot be fetched (" + answer.status + ")");
  const packed = new Uint8Array(await answer.arrayBuffer());
  // A server may have unpacked it on the way.
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b;
  let stream = new Blob([packed]).stream();
  if (isPacked) stream = stream.pipeThrough(new DecompressionStream("gzip"));
  const quads = new Uint8Array(await new Response(stream).arrayBuffer());
  postMessage({ words: "Loading the graph …" });
  const store = new oxigraph.Store();
  store.load(quads, { format: "application/n-quads", lenient: true, no_transaction: true });
  postMessage({ words: "Running on " + store.size.toLocaleString("en") + " statements …" });
  return store;
}

onmessage = async ({ data }) => {
  try {
    loading = loading || loaded(data.dump);
    const store = await loading;
    postMessage({ running: true });
    const text = store.query(data.query, {
      base_iri: data.base,
      results_format: data.isGraph ? "application/n-triples" : "json",
      use_default_graph_as_union: true,
    });
    const contentType = data.isGraph ? "application/n-triples" : "application/sparql-results+json";
    postMessage({ answer: { status: 200, contentType, text } });
  } catch (fault) {
    const text = String(fault.message || fault);
    postMessage({ answer: { status: 400, contentType: "text/plain", text } });
  }
};
