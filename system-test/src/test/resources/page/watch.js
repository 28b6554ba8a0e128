// Looks every 100 ms at what is decoded and at the tiles, for each phase that the test names in `watch.phase`; needs
// connections.js. The time between two frames is the decoder's own: the root of what `totalSquaredInterFrameDelay` grew by is
// at least the longest pause since the last look, however late that look was (W3C Identifiers for WebRTC's Statistics API).
(() => {
  const tracks = new Map();
  const watch = (window.watch = { phase: '', gaps: {}, tiles: {}, frames: {}, tracks: 0 });
  const look = async () => {
    const { phase, gaps, tiles, frames } = watch;
    const open = window.made.filter(({ connectionState }) => connectionState !== 'closed');
    const reports = await Promise.all(open.map((pc) => pc.getStats()));
    for (const report of reports.flatMap((stats) => [...stats.values()])) {
      if (report.type !== 'inbound-rtp' || report.kind !== 'video') continue;
      const { framesDecoded = 0, totalSquaredInterFrameDelay: squared = 0 } = report;
      const before = tracks.get(report.trackIdentifier);
      tracks.set(report.trackIdentifier, { framesDecoded, squared });
      if (!phase || !before || framesDecoded === before.framesDecoded) continue;
      const gap = Math.round(1000 * Math.sqrt(squared - before.squared));
      gaps[phase] = Math.max(gaps[phase] ?? 0, gap);
      frames[phase] = (frames[phase] ?? 0) + framesDecoded - before.framesDecoded;
    }
    watch.tracks = [...tracks.values()].filter(({ framesDecoded }) => framesDecoded > 15).length;
    const shown = document.querySelectorAll('video[data-peer-id]').length;
    if (phase) tiles[phase] = Math.min(tiles[phase] ?? 99, shown);
    setTimeout(look, 100);
  };
  look();
})();
