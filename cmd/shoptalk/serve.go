package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/kong"

	"shoptalk/data"
	"shoptalk/data/sqlite"
	"shoptalk/index"
	"shoptalk/web"
)

// serveCmd runs the shop.
type serveCmd struct {
	Config `embed:""`
	Demo   demoFlag `placeholder:"SHOP" help:"Fill an empty shop with a demo catalog, harbour (general goods) or kirana (grocery); without --dir in a temporary folder."`
}

// demoFlag is --demo or --demo=kirana.
type demoFlag string

// Decode reads the name after the equals sign, if there is one.
func (d *demoFlag) Decode(ctx *kong.DecodeContext) error {
	*d = "harbour"
	if ctx.Scan.Peek().Type == kong.FlagValueToken {
		*d = demoFlag(ctx.Scan.Pop().String())
	}
	return nil
}

// IsBool lets the flag stand without a value.
func (d *demoFlag) IsBool() bool { return true }

// Run runs the shop until it is told to stop.
func (cmd *serveCmd) Run(c *call) (err error) {
	if cmd.Demo != "" {
		if _, err := demoFiles(string(cmd.Demo)); err != nil {
			return err
		}
	}
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	if cmd.Demo != "" && s.origin["dir"] == "default" {
		if s.Dir, err = os.MkdirTemp("", "shoptalk-demo-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(s.Dir)) }()
	}
	if server, ok := findServer(c.ctx, s.serverFile()); ok {
		return failed(fmt.Errorf("a server is running on %s already: %s", s.Dir, server.base), "use that one, stop it first, or choose another folder: --dir DIR")
	}
	srv := &server{settings: s, out: c, flags: c.flags, demo: string(cmd.Demo)}
	return srv.run(c.ctx)
}

// server is one run of the shop: its parts from the port down to the store, and what goes on
// beside the requests.
type server struct {
	*settings
	out   *call
	flags map[string]string // to read the configuration again
	demo  string

	level slog.LevelVar
	log   *slog.Logger
	shop  *shop
	site  *web.Server
	tasks sync.WaitGroup
}

// run wires everything, top to bottom, and takes it down in reverse: streams and requests
// first, then what follows the store, then engine, index and store.
func (v *server) run(ctx context.Context) (err error) {
	v.level.Set(v.logLevel())
	v.log = newLog(v.settings, v.out.err, &v.level)

	listener, moved, err := listen(v.HTTP, !v.isDefault("http"))
	if err != nil {
		return failed(fmt.Errorf("cannot listen on %s: %w", v.HTTP, err), "--http 127.0.0.1:0 takes any free port")
	}
	defer func() { listener.Close() }() // closed already when the server ended in good order

	if v.shop, err = openShop(ctx, opening{v.settings, v.indexDir(), v.log, v.fill}); err != nil {
		return busyIndex(err, v.Dir)
	}
	defer func() { err = errors.Join(err, v.shop.close()) }()

	note := &running{Address: reachable(listener), PID: os.Getpid(), Token: newToken()}
	v.site, err = web.New(web.Options{
		Engine: v.shop.engine, Store: v.shop.store, Index: v.shop.index, Metrics: v.shop.metrics, Log: v.log,
		Version: readVersion().Version, RateLimit: v.RateLimit, TrustedProxies: v.TrustedProxies,
		LocalToken: note.Token, AllowedOrigins: v.AllowedOrigins, Features: v.shop.switches.byName, Searching: v.shop.switches.searching,
	})
	if err != nil {
		return err
	}
	if err := note.write(v.serverFile()); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, note.remove(v.serverFile())) }()

	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer func() { stop(); v.tasks.Wait() }()
	v.measure(background)
	v.start(background)

	v.greet(note.Address, moved)
	if err := v.site.Serve(ctx, listener); err != nil {
		return err
	}
	v.out.printf("Closed. Goodbye.\n")
	return nil
}

// busyIndex adds what to do when another process has the index.
func busyIndex(err error, dir string) error {
	if !errors.Is(err, index.ErrBusy) {
		return err
	}
	return failed(err, "stop the other shoptalk that works on %s, or choose another folder: --dir DIR", dir)
}

// isDefault tells whether nobody has chosen a value.
func (s *settings) isDefault(key string) bool {
	return s.origin[key] == "default" || strings.HasPrefix(s.origin[key], "profile ")
}

// reachable is the address a browser on this machine uses.
func reachable(l net.Listener) string {
	host, port, err := net.SplitHostPort(l.Addr().String())
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return l.Addr().String()
}

// greet says where to click.
func (v *server) greet(address string, moved bool) {
	if moved {
		v.out.printf("%s is taken by another program, so the shop is at another address:\n", v.HTTP)
	}
	v.out.printf("\n  Storefront  http://%s/\n  Chat        http://%s/chat\n\n", address, address)
	if v.demo != "" && v.isDefault("dir") {
		v.out.printf("This is a demo shop in a temporary folder; it goes away when you stop it.\n")
	} else {
		v.out.printf("The shop lives in %s.\n", v.Dir)
	}
	v.out.printf("Stop it with Ctrl-C.\n")
}

// fill puts into the store what it needs before the first request.
func (v *server) fill(ctx context.Context, store *sqlite.Store) error {
	if v.demo != "" {
		if err := fillDemo(ctx, store, v.demo); err != nil {
			return err
		}
	}
	if v.AdminKey == "" {
		return nil
	}
	hash := sha256.Sum256([]byte(v.AdminKey))
	return putConfiguredKey(ctx, store, hash[:])
}

// configuredKey is the name of the key that the configuration gives.
const configuredKey = "configuration"

func putConfiguredKey(ctx context.Context, keys data.Keys, hash []byte) error {
	_, err := keys.KeyByHash(ctx, hash)
	if err == nil || !errors.Is(err, data.ErrNotFound) {
		return err
	}
	if err := keys.DeleteKey(ctx, configuredKey); err != nil && !errors.Is(err, data.ErrNotFound) {
		return err
	}
	_, err = keys.PutKey(ctx, data.Key{Name: configuredKey, Role: "owner", Hash: hash, Created: data.At(time.Now())})
	return err
}

// start begins what goes on beside the requests.
func (v *server) start(ctx context.Context) {
	v.tasks.Go(func() {
		if err := v.shop.index.Follow(ctx); err != nil {
			v.log.Error("the index no longer follows the catalog", "error", err)
		}
	})
	v.tasks.Go(func() { v.shop.switches.follow(ctx, v.shop.store, v.log) })
	v.tasks.Go(func() { v.upkeep(ctx) })
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, reloadSignal) // before anybody knows of the server
	v.tasks.Go(func() { v.reloads(ctx, hup) })
}

const (
	tidyEvery   = 500 * time.Millisecond // checkpoints
	expireEvery = time.Minute            // old conversations
	expireBatch = 500
)

// upkeep does what the store needs done every so often.
func (v *server) upkeep(ctx context.Context) {
	tidy, expire := time.NewTicker(tidyEvery), time.NewTicker(expireEvery)
	defer tidy.Stop()
	defer expire.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return
		case <-tidy.C:
			err = v.shop.store.Tidy(ctx, 0)
		case now := <-expire.C:
			_, err = v.shop.store.ExpireSessions(ctx, data.At(now), expireBatch)
			v.alert(err)
		}
		if err != nil && ctx.Err() == nil {
			v.log.Warn("upkeep of the store failed", "error", err)
		}
	}
}

// alert raises or clears what an owner should look at.
func (v *server) alert(upkeep error) {
	v.shop.metrics.Alert("store_failing", upkeep != nil)
	v.shop.metrics.Alert("index_behind", v.shop.index.Ready() != nil)
	free, known := diskFree(v.Dir)
	v.shop.metrics.Alert("disk_full", known && free < leastFree)
}

// reloads reads the configuration again at every SIGHUP.
func (v *server) reloads(ctx context.Context, hup chan os.Signal) {
	defer signal.Stop(hup)
	for {
		select {
		case <-ctx.Done():
			return
		case <-hup:
			v.reload()
		}
	}
}

// reload takes over what may change while running and names what may not.
func (v *server) reload() {
	fresh, err := load(v.flags, os.LookupEnv)
	if err != nil {
		v.log.Error("the configuration was not read again", "error", err)
		return
	}
	taken, refused := v.changes(fresh)
	if v.RateLimit != fresh.RateLimit {
		v.site.SetRateLimit(fresh.RateLimit)
	}
	v.LogLevel, v.RateLimit, v.Features = fresh.LogLevel, fresh.RateLimit, fresh.Features
	v.level.Set(v.logLevel())
	v.shop.switches.configure(v.Features)
	v.log.Info("the configuration was read again", "changed", taken, "needs_restart", refused)
}

// changes names the options that differ, apart by whether they may change while running.
func (v *server) changes(fresh *settings) (taken, refused []string) {
	for _, o := range options() {
		switch {
		case o.text(&v.Config) == o.text(&fresh.Config), o.key == "dir" && v.demo != "":
		case o.reload:
			taken = append(taken, o.key)
		default:
			refused = append(refused, o.key)
		}
	}
	return taken, refused
}
