// Package engine turns a message into a reply: understand, decide, act, say.
//
// Understanding is package nlu, deciding is package dialog, arithmetic is package commerce;
// all three are pure. The engine itself looks things up, acts, and words the reply out of
// evidence: nothing is said that does not stand in the store. It never fails a shopper: what
// breaks behind it is degraded, counted and answered politely.
package engine
