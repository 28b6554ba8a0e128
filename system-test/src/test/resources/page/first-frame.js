// When the first picture of somebody else is shown, in `firstFrame`: milliseconds since the navigation.
(() => {
  const look = () => {
    const video = document.querySelector('video[data-peer-id]');
    if (!video) return setTimeout(look, 4);
    video.requestVideoFrameCallback(() => {
      window.firstFrame ??= performance.now();
    });
  };
  look();
})();
