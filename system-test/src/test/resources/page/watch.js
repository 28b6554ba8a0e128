// Looks every 100 ms at what is decoded and at the tiles, for each phase that the test names in `watch.phase`; needs
// connections.js. The times between frames are the decoder's own (`totalInterFrameDelay` and its squares, W3C Identifiers for
// WebRTC's Statistics API), so that a look which comes late hides nothing: among n of them, none is further above the mean
// than their standard deviation times the root of n - 1 (Samuelson's inequality). For one or two frames that is the pause itself.
(() => {
  const tracks = new Map();
  const watch = (window.watch = { phase: '', gaps: {}, tiles: {}, frames: {}, tracks: 0 });
  const longest = (before, now) => {
    const n = now.frames - before.frames;
    const mean = (now.delay - before.delay) / n;
    const variance = Math.max(0, (now.squared - before.squared) / n - mean ** 2);
    return Math.round(1000 * (mean + Math.sqrt(variance * (n - 1))));
  };
  const look = async () => {
    const { phase, gaps, tiles, frames } = watch;
    const open = window.made.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((pc) => pc.getStats()));
    for (const report of reports.flatMap((stats) => [...stats.values()])) {
      if (report.type !== 'inbound-rtp' || report.kind !== 'video') continue;
      const { framesDecoded = 0, totalInterFrameDelay: delay = 0, totalSquaredInterFrameDelay: squared = 0 } = report;
      const before = tracks.get(report.trackIdentifier);
      const now = { frames: framesDecoded, delay, squared };
      tracks.set(report.trackIdentifier, now);
      if (!phase || !before || now.frames === before.frames) continue;
      gaps[phase] = Math.max(gaps[phase] ?? 0, longest(before, now));
      frames[phase] = (frames[phase] ?? 0) + now.frames - before.frames;
    }
    watch.tracks = [...tracks.values()].filter((track) => track.frames > 15).length;
    const shown = document.querySelectorAll('video[data-peer-id]').length;
    if (phase) tiles[phase] = Math.min(tiles[phase] ?? 99, shown);
    setTimeout(look, 100);
  };
  look();
})();
