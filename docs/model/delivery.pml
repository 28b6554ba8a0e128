/*
 * Delivery of signals in one room, from one sender to one recipient, through failures. docs/model/README.md says how to
 * run it; scripts/model does.
 *
 * Covered, with the class that does it: ownership by one of two nodes, a term for each takeover, the fence
 * (PartitionGate, Fences); a sender that resends from its lowest open id and, after a change of epoch, also what was
 * accepted (Outbox); the owner's order of ids, its ring and numbers, replay or restart (Signals, Stream, Attachments);
 * the recipient's lane, its refusal of older epochs, its repairs (Streams); the recipient's own check (Inflow).
 * Faults at any time and in any order: FAULTS times ownership is handed over, the owner is killed, is frozen and wakes up
 * late, or the recipient's connection breaks, perhaps with its node; LOSSES times a message on the bus is lost or a resend
 * comes too early.
 *
 * Not covered: two halves of a split cluster that both count terms (retake), a term counter that loses every copy, joins
 * and leaves, several senders, full rings, the ageing of what a sender or a ring keeps, time itself. A time-out is
 * "nothing is under way and an owner serves": one that would change nothing is left out, so runs end. out_of_order and
 * moved are such time-outs too: the message is gone and comes again.
 */
/* -DN=signals -DFAULTS=n -DLOSSES=n, and -DKEEP=n accepted signals that the sender keeps */
#ifndef KEEP
#define KEEP N
#endif
#define ROOM 6 /* messages in a channel; whoever needs more waits */

mtype = { SIGNAL, HOLDING, START, NEXT };

typedef Node {
    bool dead, frozen, late; /* late: was frozen since it took over, so it may act on what is over */
    bool closed, loading, serving; /* the fence; the gate's hold */
    bool flowing;
    byte names; /* the owner by this node's table */
    byte epoch;
    byte start, next; /* the ring holds ids start .. next - 1; next is the id that must come, 0 while unknown */
    byte low; /* the number that the ring's frames follow */
};

Node node[2];
byte owner = 0; /* what the cluster has agreed on */
byte term = 1; /* the replicated counter */
byte faults = FAULTS, losses = LOSSES; /* that may still happen */
bool moving; /* a hand-over is under way */
byte served = 2; /* ghost: the epochs that had a serving owner, as bits */

chan toOwner[2] = [ROOM] of { mtype, byte, byte, byte }; /* SIGNAL, epoch, id, base | HOLDING, epoch */
chan attach[2] = [2] of { byte, byte }; /* epoch, seq that the lane has */
chan toLane[2] = [ROOM] of { mtype, byte, byte, byte }; /* START, epoch, seq | NEXT, epoch, seq, id */

/* The sender: ids first .. base - 1 are accepted and kept, from base on open. */
byte first = 1, base = 1, cursor = 1, settled, sepoch = 1, sroute = 0;
byte acks, told; /* on their way to it: accepted ids as bits, the epoch of a refusal or a resync */

/* The recipient's lane and the recipient. */
bool up = true, ask = true;
bool cut; /* the connection is gone and the lane does not know: what it writes is accepted and never read */
byte lepoch = 1, lseq, lroute = 0;
byte cepoch = 1, cseq, shown;

hidden mtype m;
hidden byte e, s, i, b, k;

#define awake(n) (!node[n].dead && !node[n].frozen)
#define serves(n) (node[n].serving && !node[n].closed && node[n].names == n)
#define reaches(n) (awake(n) && serves(n))
#define refuses(n) (node[n].dead || (awake(n) && (node[n].names != n || node[n].closed)))
#define seq(n) (node[n].low + node[n].next - node[n].start)
#define idle(n) (node[n].frozen || (empty(toOwner[n]) && empty(attach[n])))
#define quiet (idle(0) && idle(1) && empty(toLane[0]) && empty(toLane[1]) && acks == 0 && told == 0)
#define space(c) (len(c) < ROOM)

/* Who gains it knows, unless it is frozen; who loses it learns later. */
inline give(to) {
    owner = to; moving = false;
    if :: awake(to) -> node[to].names = to; node[to].closed = false :: else fi }

/* What the bus may lose. */
inline post(channel, a1, a2, a3, a4) { if :: channel!a1,a2,a3,a4 :: losses > 0 -> losses-- fi }
inline accept(under, id) {
    if :: under != sepoch /* a former owner's word */
       :: under == sepoch -> if :: acks = acks | (1 << id) :: losses > 0 -> losses-- fi
    fi }
inline tell(now) { if :: told = now :: losses > 0 -> losses-- fi }

inline flush(channel) { do :: nempty(channel) -> channel?_,_,_,_ :: empty(channel) -> break od }
inline forget(n) {
    node[n].serving = false; node[n].loading = false; node[n].flowing = false; node[n].late = false;
    node[n].epoch = 0; node[n].start = 0; node[n].next = 0; node[n].low = 0 }

inline replay(n, after) {
    k = after;
    do :: k < seq(n) -> k++; post(toLane[n], NEXT, node[n].epoch, k, node[n].start + k - node[n].low - 1) :: else -> break od }

/* An owner that is not the latest may serve only if it was frozen: a hand-over stops the old one first. */
inline mayServe(n) { assert(node[n].late || node[n].epoch == term) }

inline signal(n) { /* Signals.forward: e, i and b are the signal's epoch, id and base */
    if :: e != node[n].epoch -> tell(node[n].epoch)
       :: else ->
          assert(node[n].next == 0 || b <= node[n].next); /* nobody settles what this owner did not take */
          if :: node[n].next == 0 && i == b -> node[n].start = i; node[n].next = i :: else fi;
          if :: node[n].next == 0 || i > node[n].next /* out_of_order */
             :: i == node[n].next && node[n].next > 0 ->
                node[n].next++;
                if :: node[n].flowing -> post(toLane[n], NEXT, e, seq(n), i) :: else -> accept(e, i) fi
             :: i < node[n].next -> accept(e, i) /* seen */
          fi
    fi }

inline attached(n) { /* Attachments.flow: e and s are what the lane has */
    if :: e > node[n].epoch -> forget(n) /* a later owner is known: this one must count a term first, and cannot */
       :: e == node[n].epoch && s >= node[n].low && s <= seq(n) -> node[n].flowing = true; replay(n, s)
       :: else -> /* Stream.restart: all that is kept follows again */
          node[n].flowing = true; node[n].low = seq(n);
          post(toLane[n], START, node[n].epoch, node[n].low, 0);
          replay(n, node[n].low)
    fi }

proctype Owner(byte n) {
end: do
    :: atomic { awake(n) && node[n].names != owner ->
        node[n].names = owner;
        if :: owner == n -> node[n].closed = false :: else -> forget(n) fi }
    :: atomic { awake(n) && owner == n && node[n].names == n && !node[n].closed && !node[n].loading && !node[n].serving ->
#ifndef SAME_EPOCH
        term++;
#endif
        node[n].epoch = term; node[n].loading = true }
    :: atomic { awake(n) && node[n].loading -> /* PartitionGate.finish */
        node[n].loading = false;
        if :: node[n].names == n && !node[n].closed ->
              node[n].serving = true; assert(!(served & (1 << node[n].epoch)));
              served = served | (1 << node[n].epoch)
           :: else -> forget(n)
        fi }
    :: atomic { reaches(n) && nempty(toOwner[n]) && space(toLane[n]) ->
        mayServe(n); toOwner[n]?m,e,i,b;
        if :: m == SIGNAL -> signal(n)
           :: m == HOLDING && e > node[n].epoch -> forget(n)
           :: m == HOLDING && e < node[n].epoch -> tell(node[n].epoch)
           :: m == HOLDING && e == node[n].epoch
        fi; e = 0; i = 0; b = 0 }
    :: atomic { reaches(n) && nempty(attach[n]) && len(toLane[n]) + N + 1 <= ROOM ->
        mayServe(n); attach[n]?e,s; attached(n); e = 0; s = 0; k = 0 }
    /* moved, or nobody is there */
    :: atomic { refuses(n) && nempty(toOwner[n]) -> flush(toOwner[n]) }
    :: atomic { refuses(n) && nempty(attach[n]) -> attach[n]?_,_ }
    od }

inline moveTo(now) { /* Outbox.moveTo */
    sepoch = now; settled = 0; acks = 0;
#ifdef NO_RESEND_ACCEPTED
    first = base;
#endif
    base = first; cursor = first }

proctype Sender() {
end: do
    :: atomic { cursor <= N && space(toOwner[sroute]) ->
        post(toOwner[sroute], SIGNAL, sepoch, cursor, base); cursor++ }
    :: atomic { acks > 0 ->
        settled = settled | acks; acks = 0;
        do :: base <= N && (settled & (1 << base)) -> base++ :: else -> break od;
        do :: base - first > KEEP -> first++ :: else -> break od;
        if :: cursor < base -> cursor = base :: else fi }
    :: atomic { told > 0 -> if :: told != sepoch -> moveTo(told) :: else fi; told = 0 }
    :: atomic { sroute != owner -> sroute = owner }
    :: atomic { quiet && cursor > base && base <= N && reaches(sroute) -> cursor = base }
    :: atomic { losses > 0 && cursor > base && base <= N -> losses--; cursor = base }
    :: atomic { quiet && reaches(sroute) && node[sroute].epoch != sepoch -> /* the lane's holdings, every 5 s */
        toOwner[sroute]!HOLDING,sepoch,0,0 }
    od }

#ifdef NO_REFUSAL
#define older(x) (false)
#else
#define older(x) (x < lepoch)
#endif

inline read() { /* the recipient's side of the socket: RoomStream, Inflow */
    if :: cut
       :: !cut ->
          assert(e >= cepoch); /* no owner with an older epoch is heard */
          if :: m == START -> cepoch = e; cseq = s
             :: m == NEXT ->
                assert(e == cepoch && s == cseq + 1); /* one stream, no gap, no repeat */
                cseq = s;
#ifndef NO_DEDUPE
                if :: i <= shown :: i > shown ->
#else
                if :: true ->
#endif
                assert(i == shown + 1); shown = i fi /* exactly once, in order */
          fi
    fi }

inline arrive() { /* Streams.deliver: m, e, s and i are the frame */
    if :: !up -> if :: m == NEXT -> accept(e, i) :: else fi
       :: up && m == START && !older(e) -> lepoch = e; lseq = s; read()
       :: up && m == NEXT && e == lepoch && s == lseq + 1 -> lseq = s; read(); accept(e, i)
       :: up && m == NEXT && e == lepoch && s <= lseq -> accept(e, i)
       :: up && m == NEXT && ((e == lepoch && s > lseq + 1) || e > lepoch) -> ask = true
       :: up && older(e)
       :: up && m == NEXT && e < lepoch && !older(e)
    fi }

proctype Lane() {
end: do
    :: atomic { nempty(toLane[0]) -> toLane[0]?m,e,s,i; arrive(); e = 0; s = 0; i = 0 }
    :: atomic { nempty(toLane[1]) -> toLane[1]?m,e,s,i; arrive(); e = 0; s = 0; i = 0 }
    :: atomic { up && ask && len(attach[lroute]) < 2 -> ask = false;
        if :: attach[lroute]!lepoch,lseq :: losses > 0 -> losses-- fi }
    :: atomic { lroute != owner -> lroute = owner; ask = true }
    :: atomic { quiet && up && !ask && reaches(lroute) &&
        (lepoch != node[lroute].epoch || !node[lroute].flowing || lseq < seq(lroute)) -> ask = true }
    :: atomic { !up -> up = true; lepoch = cepoch; lseq = cseq; ask = true } /* the client comes back and resumes */
    od }

proctype Faults(byte n) {
end: do
    /* a planned hand-over: the fence closes, the other node commits, this one's table follows later; or all is called off */
    :: atomic { faults > 0 && !moving && owner == n && awake(n) && awake(1 - n) ->
        faults--; moving = true;
#ifndef NO_FENCE
        node[n].closed = true; forget(n)
#endif
        }
    :: atomic { moving && owner == n && awake(1 - n) -> give(1 - n) }
    :: atomic { moving && owner == n -> moving = false; node[n].closed = false }
    /* kill -9; what it had sent may be lost with it */
    :: atomic { faults > 0 && awake(n) && awake(1 - n) ->
        faults--; node[n].dead = true; node[n].closed = false; forget(n);
        if :: owner == n -> give(1 - n) :: else fi;
        if :: flush(toLane[n]) :: true fi }
    :: atomic { node[n].dead && faults > 0 && awake(1 - n) && empty(toOwner[n]) && empty(attach[n]) ->
        node[n].dead = false; node[n].names = owner; node[n].closed = false }
    /* frozen, perhaps for so long that the other takes over; it wakes with its old table and a full inbox */
    :: atomic { faults > 0 && !moving && owner == n && awake(n) && awake(1 - n) ->
        faults--; node[n].frozen = true; node[n].late = true }
    :: atomic { node[n].frozen && owner == n -> give(1 - n) }
    :: atomic { node[n].frozen -> node[n].frozen = false }
    /* the recipient's connection is gone; when that is known, so may be its node and what was on its way there */
    :: atomic { n == 0 && faults > 0 && up && !cut -> faults--; cut = true }
    :: atomic { n == 0 && cut ->
        cut = false; up = false; ask = false;
        if :: flush(toLane[0]); flush(toLane[1]) :: true fi }
    od }

init { atomic {
    node[0].epoch = 1; node[0].serving = true;
    run Owner(0); run Owner(1); run Sender(); run Lane(); run Faults(0); run Faults(1) } }

ltl delivered { <> (base > N && shown == N) }
