import type { MessageCatalogue } from '../catalogue.js';
import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { id } from './id.js';
import { it } from './it.js';
import { nl } from './nl.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { tr } from './tr.js';

/** The languages built in. */
export const catalogues: Readonly<Record<string, MessageCatalogue>> = { ar, de, en, es, fr, hi, id, it, nl, pl, pt, tr };
