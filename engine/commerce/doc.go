// Package commerce is the arithmetic of the shop and the rules of its orders: what a cart
// costs, what a coupon takes off, how tax and shipping are reckoned, which step an order or
// a return may take next and who may take it.
//
// It is pure: integers in, integers out, no store, no clock, no wording. All amounts are
// minor units of one currency.
package commerce
