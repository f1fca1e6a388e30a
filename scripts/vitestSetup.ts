// Node 20 has no Temporal of its own; the console loads the same polyfill where a browser has none.
import 'temporal-polyfill/global'
