// Keeps which credentials the newest connection was given and which relays of its own it used, in `used`; needs
// connections.js. `used.age()` tells how many seconds ago the first of the credentials ended.
(() => {
  const used = (window.used = { names: [], relays: [], age: () => Date.now() / 1000 - Number.parseInt(used.names[0]) });
  const note = (list, one) => one && !list.includes(one) && list.push(one);
  const look = async () => {
    const pc = window.made.at(-1);
    for (const { username } of pc?.getConfiguration().iceServers ?? []) note(used.names, username);
    const stats = await pc?.getStats();
    for (const { type, selectedCandidatePairId } of stats?.values() ?? []) {
      if (type !== 'transport' || !selectedCandidatePairId) continue;
      const { candidateType, port } = stats.get(stats.get(selectedCandidatePairId).localCandidateId);
      note(used.relays, `${candidateType} ${port}`);
    }
    setTimeout(look, 300);
  };
  look();
})();
