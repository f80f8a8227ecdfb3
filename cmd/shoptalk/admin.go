package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"

	"shoptalk/data"
	"shoptalk/web"
)

// adminCmd manages API keys.
type adminCmd struct {
	Create adminCreateCmd `cmd:"" help:"Make an API key for a person; it is shown once."`
	Reset  adminResetCmd  `cmd:"" help:"Replace a person's API key by a new one; the old one stops working at once."`
}

// adminCreateCmd makes a key.
type adminCreateCmd struct {
	Place
	Name string `required:"" help:"Whose key it is."`
	Role string `default:"owner" help:"What the key may do: owner (everything) or staff (products and orders)."`
	JSON bool   `name:"json" help:"Write JSON."`
}

// adminResetCmd replaces a key.
type adminResetCmd struct {
	Place
	Name string `required:"" help:"Whose key it is."`
	JSON bool   `name:"json" help:"Write JSON."`
}

// shownKey is a new key as it is shown, once.
type shownKey struct {
	Name   string `json:"name"`
	Role   string `json:"role"`
	APIKey string `json:"api_key"`
}

// Run makes a key.
func (cmd *adminCreateCmd) Run(c *call) error {
	return c.withStore(func(store data.Store) error {
		key, secret, err := web.NewKey(cmd.Name, cmd.Role)
		if err != nil {
			return misuse(err, `shoptalk admin create --name "Ann" --role staff`)
		}
		_, err = store.PutKey(c.ctx, key)
		if errors.Is(err, data.ErrConflict) {
			return failed(fmt.Errorf("%s has a key already", key.Name), "shoptalk admin reset --name %q replaces it", key.Name)
		}
		if err != nil {
			return err
		}
		return c.showKey(shownKey{key.Name, key.Role, secret}, cmd.JSON)
	})
}

// Run replaces a key.
func (cmd *adminResetCmd) Run(c *call) error {
	return c.withStore(func(store data.Store) error {
		old, err := keyNamed(c, store, cmd.Name)
		if err != nil {
			return err
		}
		key, secret, err := web.NewKey(old.Name, old.Role)
		if err != nil {
			return err
		}
		if err := store.DeleteKey(c.ctx, old.Name); err != nil {
			return err
		}
		if _, err := store.PutKey(c.ctx, key); err != nil {
			return err
		}
		return c.showKey(shownKey{key.Name, key.Role, secret}, cmd.JSON)
	})
}

func keyNamed(c *call, store data.Keys, name string) (data.Key, error) {
	keys, err := store.ListKeys(c.ctx)
	if err != nil {
		return data.Key{}, err
	}
	for _, k := range keys {
		if k.Name == name {
			return k, nil
		}
	}
	return data.Key{}, failed(fmt.Errorf("nobody called %s has a key", name), "shoptalk admin create --name %q makes one", name)
}

func (c *call) showKey(k shownKey, asJSON bool) error {
	if asJSON {
		return writeJSON(c.out, k)
	}
	c.printf("%s (%s)\n\n    %s\n\nThis key is shown once. Send it as: Authorization: Bearer %s\n", k.Name, k.Role, k.APIKey, k.APIKey)
	return nil
}

// withStore opens the store of the shop the flags name for the length of a function.
func (c *call) withStore(use func(data.Store) error) error {
	s, err := load(c.flags, os.LookupEnv)
	if err != nil {
		return err
	}
	return c.useStore(s, use)
}

func (c *call) useStore(s *settings, use func(data.Store) error) error {
	store, err := openStore(c.ctx, s, newLog(s, c.err, slog.LevelError), nil)
	if err != nil {
		return err
	}
	return errors.Join(use(store), store.Close())
}
